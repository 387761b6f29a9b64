package crm.coordination;

import crm.model.InstanceId;
import crm.model.NodeName;
import crm.model.ResourceId;
import crm.model.Role;
import crm.policy.Plan;
import crm.policy.ResourceOutlook;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where resources are now, as the policy engine reads the histories. */
final class Whereabouts {

    private Whereabouts() {}

    /** The nodes on which a resource is active; empty if it is not or is not known. */
    static List<NodeName> of(Plan plan, ResourceId resource) {
        return find(plan.resources(), resource).map(ResourceOutlook::active).orElse(List.of());
    }

    /** The instances that are active on a node, but for fence devices, which are no work of the node. */
    static List<String> on(Plan plan, NodeName node) {
        var found = new ArrayList<String>();
        plan.resources().forEach(outlook -> collect(outlook, node, found));
        return found;
    }

    /** What should run and runs nowhere. */
    static List<InstanceId> away(Plan plan) {
        var away = new ArrayList<InstanceId>();
        plan.resources().forEach(outlook -> away(outlook, away));
        return away;
    }

    private static void away(ResourceOutlook outlook, List<InstanceId> found) {
        boolean device = outlook.agent().filter(agent -> agent.isFencing()).isPresent();
        boolean copy = outlook.id().number().isPresent();
        if (outlook.shape() == ResourceOutlook.Shape.PRIMITIVE
                && outlook.active().isEmpty()
                && !device
                && !copy
                && !outlook.removed()
                && !isDisabled(outlook)) {
            found.add(outlook.id());
        }
        if (!isDisabled(outlook)) {
            outlook.children().forEach(child -> away(child, found));
        }
    }

    /** Stopped because somebody said so. */
    static boolean isDisabled(ResourceOutlook outlook) {
        return Optional.ofNullable(outlook.meta().get("target-role"))
                .flatMap(Role::parse)
                .filter(role -> role == Role.STOPPED)
                .isPresent();
    }

    static Optional<ResourceOutlook> find(List<ResourceOutlook> among, ResourceId resource) {
        for (ResourceOutlook outlook : among) {
            InstanceId id = outlook.id();
            if (id.resource().equals(resource)) {
                return Optional.of(outlook);
            }
            Optional<ResourceOutlook> inside = find(outlook.children(), resource);
            if (inside.isPresent()) {
                return inside;
            }
        }
        return Optional.empty();
    }

    private static void collect(ResourceOutlook outlook, NodeName node, List<String> found) {
        boolean device = outlook.agent().filter(agent -> agent.isFencing()).isPresent();
        if (outlook.shape() == ResourceOutlook.Shape.PRIMITIVE
                && outlook.active().contains(node)
                && !device) {
            found.add(outlook.id().toString());
        }
        outlook.children().forEach(child -> collect(child, node, found));
    }
}
