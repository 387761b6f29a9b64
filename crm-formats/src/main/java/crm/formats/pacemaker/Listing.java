package crm.formats.pacemaker;

import crm.configuration.Configuration;
import crm.model.NodeName;
import crm.model.ResourceId;
import crm.policy.NodeOutlook;
import crm.policy.Plan;
import crm.policy.ResourceOutlook;
import crm.state.ClusterState;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a status listing is made from.
 *
 * @param plan what the engine made of the cluster
 * @param state the facts it had
 * @param configuration what it was given
 * @param descriptions what people wrote about resources
 * @param pendingShown whether operations under way are told; the listing after a simulation does not
 */
public record Listing(
        Plan plan,
        ClusterState state,
        Configuration configuration,
        Map<ResourceId, String> descriptions,
        boolean pendingShown) {

    /** Nodes in the order of display. */
    List<NodeOutlook> nodes() {
        return plan.nodes().stream()
                .sorted(Comparator.comparing(node -> node.name().value(), Ordering.NUMERIC))
                .toList();
    }

    Map<NodeName, NodeOutlook> nodesByName() {
        var byName = new HashMap<NodeName, NodeOutlook>();
        plan.nodes().forEach(node -> byName.put(node.name(), node));
        return byName;
    }

    boolean option(String name, boolean otherwise) {
        return configuration.options().get(name).map(Words::isTrue).orElse(otherwise);
    }

    Optional<String> description(ResourceOutlook resource) {
        return Optional.ofNullable(descriptions.get(resource.id().resource()));
    }
}
