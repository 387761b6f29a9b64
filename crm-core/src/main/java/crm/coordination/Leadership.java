package crm.coordination;

import crm.journal.Entry;
import crm.model.NodeName;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;

/**
 * What only a leader has.
 *
 * @param term in which it leads
 * @param takeover what it waits for before it may plan; empty once it may
 * @param planned the number of the plan it made last
 * @param planNeeded whether something happened that may change the plan
 * @param lookAgain when time alone may change the plan
 * @param proposed its proposals to the journal that are not committed yet, by ticket; while there are any it decides
 *     nothing, because they will change what it knows
 * @param attempts how far it is with switching nodes off
 * @param restoring when nodes that could not be given power may be given it again; those that are being given it now never
 * @param changes what it was asked for and has not answered
 * @param alarms how far it is with telling the world
 * @param voterChange the change of the voters that was begun last
 */
public record Leadership(
        long term,
        Optional<Takeover> takeover,
        int planned,
        boolean planNeeded,
        Optional<LookAgain> lookAgain,
        SequencedMap<Long, List<Entry>> proposed,
        SequencedMap<NodeName, Attempt> attempts,
        SequencedMap<NodeName, Moment> restoring,
        ChangeBook changes,
        Alarms alarms,
        Optional<VoterChange> voterChange) {

    public Leadership {
        proposed = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(proposed));
        attempts = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(attempts));
        restoring = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(restoring));
    }

    /**
     * A leader that has just been elected.
     *
     * @param settled members of which nothing ordered by an earlier leader goes on
     * @param known whether everything committed before is known: the leader's own first entry is committed
     */
    public record Takeover(boolean proposed, boolean known, List<NodeName> settled) {
        public Takeover {
            settled = List.copyOf(settled);
        }
    }

    /**
     * When time alone may change the plan: whichever comes first. A clock that jumps forwards makes it due at once, one that
     * jumps backwards does not put it off.
     */
    public record LookAgain(Instant date, Moment moment) {

        boolean due(Now now) {
            return !now.date().isBefore(date) || !now.moment().isBefore(moment);
        }
    }

    /**
     * An attempt to switch a node off.
     *
     * @param count how often it was tried
     * @param running whether a device is at it now
     * @param notBefore when to try again
     */
    public record Attempt(int count, boolean running, Moment notBefore) {}

    /**
     * A change of the voters; one at a time.
     *
     * @param running whether the journal is at it now
     * @param notBefore when to begin the next
     */
    public record VoterChange(NodeName node, boolean add, boolean running, Moment notBefore) {}

    static Leadership begin(long term) {
        return new Leadership(
                term,
                Optional.of(new Takeover(false, false, List.of())),
                0,
                true,
                Optional.empty(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                ChangeBook.EMPTY,
                Alarms.NONE,
                Optional.empty());
    }

    Leadership takeover(Optional<Takeover> changed) {
        return new Leadership(
                term,
                changed,
                planned,
                planNeeded,
                lookAgain,
                proposed,
                attempts,
                restoring,
                changes,
                alarms,
                voterChange);
    }

    Leadership planned(Optional<LookAgain> again) {
        return new Leadership(
                term, takeover, planned, false, again, proposed, attempts, restoring, changes, alarms, voterChange);
    }

    /** The number of the next plan, above all that this term has seen. */
    Leadership nextNumber(int seen) {
        return new Leadership(
                term,
                takeover,
                Math.max(planned, seen) + 1,
                planNeeded,
                lookAgain,
                proposed,
                attempts,
                restoring,
                changes,
                alarms,
                voterChange);
    }

    Leadership planAgain() {
        return new Leadership(
                term, takeover, planned, true, lookAgain, proposed, attempts, restoring, changes, alarms, voterChange);
    }

    Leadership proposed(UnaryOperator<SequencedMap<Long, List<Entry>>> how) {
        return new Leadership(
                term,
                takeover,
                planned,
                planNeeded,
                lookAgain,
                how.apply(new LinkedHashMap<>(proposed)),
                attempts,
                restoring,
                changes,
                alarms,
                voterChange);
    }

    Leadership attempt(NodeName node, Attempt attempt) {
        var changed = new LinkedHashMap<>(attempts);
        changed.put(node, attempt);
        return new Leadership(
                term,
                takeover,
                planned,
                planNeeded,
                lookAgain,
                proposed,
                changed,
                restoring,
                changes,
                alarms,
                voterChange);
    }

    Leadership noAttempt(NodeName node) {
        var changed = new LinkedHashMap<>(attempts);
        changed.remove(node);
        return new Leadership(
                term,
                takeover,
                planned,
                planNeeded,
                lookAgain,
                proposed,
                changed,
                restoring,
                changes,
                alarms,
                voterChange);
    }

    /** One that a device is at is not forgotten before the device has answered. */
    Leadership noPausedAttempt(NodeName node) {
        Attempt attempt = attempts.get(node);
        return attempt == null || attempt.running() ? this : noAttempt(node);
    }

    Leadership restoring(NodeName node, Moment notBefore) {
        var changed = new LinkedHashMap<>(restoring);
        changed.put(node, notBefore);
        return new Leadership(
                term,
                takeover,
                planned,
                planNeeded,
                lookAgain,
                proposed,
                attempts,
                changed,
                changes,
                alarms,
                voterChange);
    }

    Leadership notRestoring(NodeName node) {
        var changed = new LinkedHashMap<>(restoring);
        changed.remove(node);
        return new Leadership(
                term,
                takeover,
                planned,
                planNeeded,
                lookAgain,
                proposed,
                attempts,
                changed,
                changes,
                alarms,
                voterChange);
    }

    Leadership changes(ChangeBook changed) {
        return new Leadership(
                term,
                takeover,
                planned,
                planNeeded,
                lookAgain,
                proposed,
                attempts,
                restoring,
                changed,
                alarms,
                voterChange);
    }

    Leadership voterChange(VoterChange change) {
        return new Leadership(
                term,
                takeover,
                planned,
                planNeeded,
                lookAgain,
                proposed,
                attempts,
                restoring,
                changes,
                alarms,
                Optional.of(change));
    }

    Leadership alarms(Alarms changed) {
        return new Leadership(
                term,
                takeover,
                planned,
                planNeeded,
                lookAgain,
                proposed,
                attempts,
                restoring,
                changes,
                changed,
                voterChange);
    }
}
