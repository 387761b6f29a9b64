package crm.printer.collect;

import crm.model.InstanceId;
import crm.model.ResourceId;
import crm.printer.collect.Noted.Known;
import crm.printer.collect.Noted.Runs;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Where services run, as far as Pacemaker told of their starts and stops: only so can it be known that one did not come
 * back. Used by one thread.
 */
final class Whereabouts {

    /** Far more than any cluster runs. */
    private static final int KNOWN_MAX = 10_000;

    private final TreeMap<ResourceId, Set<String>> nodes = new TreeMap<>();

    /** All that must be known to go on. */
    Stream<Known> known() {
        return nodes.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(node -> new Runs(entry.getKey(), node)));
    }

    void recall(Runs before) {
        nodes.computeIfAbsent(before.service(), fresh -> new TreeSet<>()).add(before.node());
    }

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
                recall(new Runs(service.get(), alert.node()));
            }
        }
        nodes.values().removeIf(Set::isEmpty);
        ran.removeAll(nodes.keySet());
        return ran.stream().map(InstanceId::of).toList();
    }
}
