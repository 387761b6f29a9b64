package crm.printer.collect;

import crm.model.InstanceId;
import crm.model.ResourceId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Where services run, as far as Pacemaker told of their starts and stops since the collector began: only so can it know
 * that one did not come back. Used by one thread.
 */
final class Whereabouts {

    /** Far more than any cluster runs. */
    private static final int KNOWN_MAX = 10_000;

    private final TreeMap<ResourceId, Set<String>> nodes = new TreeMap<>();

    /**
     * Takes note of what happened.
     *
     * @return what ran before it or during it, and runs nowhere after it
     */
    List<InstanceId> goneAfter(List<PacemakerAlert> happened) {
        var ran = new TreeSet<>(nodes.keySet());
        for (PacemakerAlert alert : happened) {
            if (alert.isLoss()) {
                nodes.values().forEach(where -> where.remove(alert.node()));
            }
            Optional<ResourceId> service = ResourceId.parse(alert.service());
            if (alert.isStop()) {
                service.map(nodes::get).ifPresent(where -> where.remove(alert.node()));
            }
            if (alert.isStart() && service.isPresent() && nodes.size() < KNOWN_MAX) {
                ran.add(service.get());
                nodes.computeIfAbsent(service.get(), fresh -> new TreeSet<>()).add(alert.node());
            }
        }
        nodes.values().removeIf(Set::isEmpty);
        ran.removeAll(nodes.keySet());
        return ran.stream().map(InstanceId::of).toList();
    }
}
