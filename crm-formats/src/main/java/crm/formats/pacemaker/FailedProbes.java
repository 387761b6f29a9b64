package crm.formats.pacemaker;

import crm.model.NodeName;
import crm.model.ResourceId;
import crm.policy.ResourceOutlook;
import crm.state.ExecutionStatus;
import crm.state.NodeState;
import crm.state.OperationRecord;
import crm.state.ResourceHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Probes that found out no more than that a resource cannot be asked about on a node. */
final class FailedProbes {

    private final List<OperationRecord> probes;

    private FailedProbes(List<OperationRecord> probes) {
        this.probes = probes;
    }

    /** Those that still count: a failure that expired is not shown. */
    static FailedProbes in(Listing listing) {
        var found = new ArrayList<OperationRecord>();
        for (NodeState node : listing.state().nodes()) {
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
        return new FailedProbes(found);
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
        return find(operation ->
                operation.instance().resource().equals(resource.id().resource())
                        && node.map(operation.node()::equals).orElse(true));
    }

    /** What the probe of any of these primitives said on a node. */
    Optional<String> of(List<ResourceId> primitives, NodeName node) {
        return find(operation -> operation.node().equals(node)
                && primitives.contains(operation.instance().resource()));
    }

    private Optional<String> find(Predicate<OperationRecord> wanted) {
        return probes.stream().filter(wanted).findFirst().map(found -> ExitText.of(found.exitCode()));
    }
}
