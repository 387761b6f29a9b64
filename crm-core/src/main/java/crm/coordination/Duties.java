package crm.coordination;

import crm.model.InstanceId;
import crm.model.NodeName;
import crm.port.Message.Order;
import crm.state.Incarnation;
import crm.state.OperationRecord;
import crm.state.StartedWith;
import crm.transition.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What this node was ordered to do and has not accounted for yet.
 *
 * @param inProgress orders that are being carried out
 * @param unreported results proposed to the journal and not seen committed, by the ticket of the proposal
 * @param monitors the last reported result of each recurring monitor
 * @param startedWith the parameters of what is active here: it is stopped with these, whatever is configured meanwhile
 * @param settleFor a new leader that waits for everything of earlier terms to end, and its term
 * @param taken the orders that came so far
 * @param printing the last attempt at a receipt
 */
public record Duties(
        int lastCallId,
        List<Order> inProgress,
        SequencedMap<Long, OperationRecord> unreported,
        SequencedMap<MonitorKey, Integer> monitors,
        SequencedMap<InstanceId, SequencedMap<String, String>> startedWith,
        Optional<Settlement> settleFor,
        OrdersTaken taken,
        Optional<Printing.Attempt> printing) {

    static final Duties NONE = new Duties(
            0,
            List.of(),
            new LinkedHashMap<>(),
            new LinkedHashMap<>(),
            new LinkedHashMap<>(),
            Optional.empty(),
            OrdersTaken.NONE,
            Optional.empty());

    public Duties {
        inProgress = List.copyOf(inProgress);
        unreported = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(unreported));
        monitors = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(monitors));
        startedWith = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(startedWith));
    }

    /** A recurring monitor of this node. */
    public record MonitorKey(InstanceId instance, Duration interval) {}

    /** Whom to tell that everything of earlier terms has ended. */
    public record Settlement(NodeName leader, long term) {}

    /**
     * What a new life knows: what was ordered before counts no more, and what was started may still be active. What was just
     * being handed over to another node arrives there all the same.
     */
    Duties reborn() {
        return NONE.startedWith(startedWith)
                .inProgress(inProgress.stream().filter(Duties::handsOver).toList());
    }

    /** Whether a look elsewhere would find all that an earlier life of this node has handed over. */
    boolean handsNothingOver(Incarnation life) {
        return inProgress.stream()
                .noneMatch(order -> handsOver(order) && !order.addressee().equals(life));
    }

    private static boolean handsOver(Order order) {
        return order.action().id().task() == Task.MIGRATE_TO;
    }

    static Duties of(List<StartedWith> started) {
        var all = new LinkedHashMap<InstanceId, SequencedMap<String, String>>();
        started.forEach(one -> all.put(one.instance(), one.parameters()));
        return NONE.startedWith(all);
    }

    List<StartedWith> started() {
        return startedWith.entrySet().stream()
                .map(entry -> new StartedWith(entry.getKey(), entry.getValue()))
                .toList();
    }

    private Duties startedWith(SequencedMap<InstanceId, SequencedMap<String, String>> changed) {
        return new Duties(lastCallId, inProgress, unreported, monitors, changed, settleFor, taken, printing);
    }

    /** Nothing of an earlier term goes on or is unaccounted for. */
    boolean settled(long term) {
        return unreported.isEmpty() && inProgress.stream().allMatch(order -> order.term() >= term);
    }

    Duties begun(Order order) {
        var changed = new ArrayList<>(inProgress);
        changed.add(order);
        return inProgress(changed);
    }

    Duties taken(Order order) {
        return new Duties(
                lastCallId, inProgress, unreported, monitors, startedWith, settleFor, taken.with(order), printing);
    }

    Duties ended(Order order) {
        var changed = new ArrayList<>(inProgress);
        changed.remove(order);
        return inProgress(changed);
    }

    private Duties inProgress(List<Order> changed) {
        return new Duties(lastCallId, changed, unreported, monitors, startedWith, settleFor, taken, printing);
    }

    Duties proposed(long ticket, OperationRecord result) {
        var changed = new LinkedHashMap<>(unreported);
        changed.put(ticket, result);
        return new Duties(
                Math.max(lastCallId, result.callId()),
                inProgress,
                changed,
                monitors,
                startedWith,
                settleFor,
                taken,
                printing);
    }

    Duties reported(long ticket) {
        var changed = new LinkedHashMap<>(unreported);
        changed.remove(ticket);
        return new Duties(lastCallId, inProgress, changed, monitors, startedWith, settleFor, taken, printing);
    }

    Duties monitored(MonitorKey key, int exitCode) {
        var changed = new LinkedHashMap<>(monitors);
        changed.put(key, exitCode);
        return new Duties(lastCallId, inProgress, unreported, changed, startedWith, settleFor, taken, printing);
    }

    Duties unmonitored(InstanceId instance) {
        var changed = new LinkedHashMap<>(monitors);
        changed.keySet().removeIf(key -> key.instance().equals(instance));
        return new Duties(lastCallId, inProgress, unreported, changed, startedWith, settleFor, taken, printing);
    }

    Duties settling(Optional<Settlement> settlement) {
        return new Duties(lastCallId, inProgress, unreported, monitors, startedWith, settlement, taken, printing);
    }

    Duties printing(Printing.Attempt attempt) {
        return new Duties(
                lastCallId, inProgress, unreported, monitors, startedWith, settleFor, taken, Optional.of(attempt));
    }

    Duties started(InstanceId instance, SequencedMap<String, String> parameters) {
        var changed = new LinkedHashMap<>(startedWith);
        changed.put(instance, parameters);
        return startedWith(changed);
    }

    Duties stopped(InstanceId instance) {
        var changed = new LinkedHashMap<>(startedWith);
        changed.remove(instance);
        return startedWith(changed);
    }
}
