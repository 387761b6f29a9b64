package crm.formats.pacemaker;

import crm.model.InstanceId;
import crm.model.NodeName;
import crm.model.ResourceId;
import crm.policy.NodeOutlook;
import crm.policy.ResourceOutlook;
import crm.state.ExecutionStatus;
import crm.state.NodeState;
import crm.state.OperationRecord;
import crm.state.ResourceHistory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Probes that found out no more than that a resource cannot be asked about on a node. */
final class FailedProbes {

    private final List<OperationRecord> probes;
    /** What a clone is made of, for each primitive in it: its probes are looked for under that name. */
    private final Map<InstanceId, ResourceId> cloned = new HashMap<>();

    private FailedProbes(List<OperationRecord> probes, List<ResourceOutlook> resources) {
        this.probes = probes;
        resources.forEach(this::noteClones);
    }

    private void noteClones(ResourceOutlook resource) {
        if (resource.shape() == ResourceOutlook.Shape.CLONE) {
            for (ResourceOutlook copy : resource.children()) {
                primitives(copy).forEach(part -> cloned.put(part.id(), copy.id().resource()));
            }
        }
        resource.children().forEach(this::noteClones);
    }

    /** Those that still count: a failure that expired is not shown, nor one on a node that cannot be asked. */
    static FailedProbes in(Listing listing) {
        var found = new ArrayList<OperationRecord>();
        Map<NodeName, NodeOutlook> nodes = listing.nodesByName();
        for (NodeState node : listing.state().nodes()) {
            NodeOutlook outlook = nodes.get(node.name());
            if (outlook == null || !outlook.online()) {
                continue;
            }
            Set<ResourceId> failed = listing.plan().resources().stream()
                    .flatMap(FailedProbes::primitives)
                    .filter(primitive -> primitive.probeFailures().containsKey(node.name()))
                    .map(primitive -> primitive.id().resource())
                    .collect(Collectors.toSet());
            for (ResourceHistory history : node.history()) {
                if (failed.contains(history.instance().resource())) {
                    history.operations().stream().filter(FailedProbes::isMasked).forEach(found::add);
                }
            }
        }
        return new FailedProbes(found, listing.plan().resources());
    }

    private static Stream<ResourceOutlook> primitives(ResourceOutlook resource) {
        return resource.children().isEmpty()
                ? Stream.of(resource)
                : resource.children().stream().flatMap(FailedProbes::primitives);
    }

    /** Such a failure is shown with the resource, not as a failure. */
    private static boolean isMasked(OperationRecord operation) {
        return operation.isProbe()
                && (operation.exitCode() == 5
                        || operation.exitCode() == 2
                        || operation.status() == ExecutionStatus.NOT_INSTALLED);
    }

    /** What the probe of a primitive said, on a node or, without one, on any. */
    Optional<String> of(ResourceOutlook resource, Optional<NodeName> node) {
        ResourceId child = cloned.get(resource.id());
        InstanceId name = child == null ? resource.id() : InstanceId.of(child);
        return find(operation -> operation.instance().equals(name)
                && node.map(operation.node()::equals).orElse(true));
    }

    /** What the probe of what a clone is made of said on a node. */
    Optional<String> of(ResourceId child, NodeName node) {
        return find(operation ->
                operation.node().equals(node) && operation.instance().equals(InstanceId.of(child)));
    }

    private Optional<String> find(Predicate<OperationRecord> wanted) {
        return probes.stream().filter(wanted).findFirst().map(found -> ExitText.of(found.exitCode()));
    }
}
