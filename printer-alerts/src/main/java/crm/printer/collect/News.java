package crm.printer.collect;

import crm.printer.collect.Noted.Known;
import crm.printer.collect.Noted.Lost;
import crm.printer.collect.Noted.Told;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What was told already. Pacemaker calls the agents of a lost node and of a fencing on every node: the loss is news only if
 * the node was not known to be lost, the fencing only if its reference is new. And an agent that got no answer tells the
 * same call again. Used by one thread.
 */
final class News {

    /** Far more than happens while anybody still tells of it: agents are killed after thirty seconds. */
    private static final int REMEMBERED = 4_000;

    private final TreeSet<String> lost = new TreeSet<>();
    private final LinkedHashSet<String> told = new LinkedHashSet<>();

    /** Whether nobody told of this before. */
    boolean has(PacemakerAlert alert) {
        if (!alert.call().isEmpty() && told.contains(alert.call())) {
            return false;
        }
        if (alert.isLoss()) {
            return !lost.contains(alert.node());
        }
        if (alert.isReturn()) {
            // At its start a node tells of every other one that it is there.
            return lost.contains(alert.node());
        }
        return !told.contains(alert.identity());
    }

    /** What is to be remembered of a call although it is no news, so that it never will be; empty if that is known. */
    Optional<Told> repeated(PacemakerAlert alert) {
        return alert.call().isEmpty() || told.contains(alert.call())
                ? Optional.empty()
                : Optional.of(new Told(alert.call()));
    }

    /** From now on this is no news. */
    void told(PacemakerAlert alert) {
        if (alert.isLoss()) {
            lost.add(alert.node());
        }
        if (alert.isReturn()) {
            lost.remove(alert.node());
        }
        Stream.of(alert.call(), alert.identity())
                .filter(identity -> !identity.isEmpty())
                .forEach(this::told);
    }

    private void told(String identity) {
        told.add(identity);
        if (told.size() > REMEMBERED) {
            told.removeFirst();
        }
    }

    /** All that must be known to go on. */
    Stream<Known> known() {
        return Stream.<Known>concat(lost.stream().map(Lost::new), told.stream().map(Told::new));
    }

    void recall(Lost before) {
        lost.add(before.node());
    }

    void recall(Told before) {
        told(before.identity());
    }
}
