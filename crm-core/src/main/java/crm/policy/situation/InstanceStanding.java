package crm.policy.situation;

import crm.model.NodeName;
import crm.model.Role;
import crm.model.Score;
import crm.transition.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What an instance is doing and what must be heeded about it. Of collectives only {@code managed}, {@code blocked},
 * {@code maintenance}, {@code active} and {@code limit} say anything.
 *
 * @param role what it is now
 * @param undecided whether of one that can be promoted nothing but its start is remembered, so that it was neither found
 *     nor made unpromoted
 * @param active where it is active, in the order in which that was found
 * @param known nodes of which it is known whether it is active there
 * @param removed whether it is known from histories only
 * @param requires what must be so before it starts
 * @param failed whether its last result calls for recovery
 * @param recoverByStopping whether recovery begins with a stop
 * @param stopUnexpected whether, active on several nodes, it is stopped everywhere but where it should be
 * @param startPending whether a start was ordered and its result is not known
 * @param mayNotBePromoted whether a ticket that promotion needs is missing
 * @param frozen whether only a missing ticket has it left alone, which its state by itself does not show
 * @param limit the highest role it may have next, if anything limits it
 * @param stopsNeeded nodes where a failure calls for a stop
 * @param demotesNeeded nodes where a failure calls for a demotion
 * @param leanings scores that histories give to nodes
 * @param monitors recurring operations that run
 * @param lock the node it is kept for, if it is
 * @param historyName the name histories know it by, if that is not its own
 * @param probeFailures what failed probes said, by node
 */
public record InstanceStanding(
        Role role,
        boolean undecided,
        List<NodeName> active,
        List<NodeName> known,
        boolean removed,
        boolean managed,
        boolean blocked,
        boolean maintenance,
        Requires requires,
        boolean failed,
        boolean recoverByStopping,
        boolean failureIgnored,
        boolean stopUnexpected,
        boolean startPending,
        boolean mayNotBePromoted,
        boolean frozen,
        Optional<Pending> pending,
        Optional<Limit> limit,
        List<NodeName> stopsNeeded,
        List<NodeName> demotesNeeded,
        List<Leaning> leanings,
        List<Monitor> monitors,
        Optional<Lock> lock,
        Optional<Migration> migration,
        List<NodeName> danglingMigrations,
        Optional<String> historyName,
        SequencedMap<NodeName, String> probeFailures) {

    public InstanceStanding {
        active = List.copyOf(active);
        known = List.copyOf(known);
        stopsNeeded = List.copyOf(stopsNeeded);
        demotesNeeded = List.copyOf(demotesNeeded);
        leanings = List.copyOf(leanings);
        monitors = List.copyOf(monitors);
        danglingMigrations = List.copyOf(danglingMigrations);
    }

    /**
     * A score that history gives to a node; to all if there is none.
     *
     * @param deep whether what belongs to a collective has it too
     */
    public record Leaning(Optional<NodeName> node, Score score, Reason why, boolean deep) {

        Leaning(Optional<NodeName> node, Score score, Reason why) {
            this(node, score, why, true);
        }
    }

    /** A recurring operation that runs on a node. */
    public record Monitor(NodeName node, String task, Duration interval, int callId) {}

    /** An operation without a result yet. */
    public record Pending(String task, Duration interval, NodeName node) {}

    /** A role the instance must not exceed, and why. */
    public record Limit(Role role, Reason why) {}

    /**
     * A node that was shut down, or is being, and for which the instance is kept.
     *
     * @param remembered whether the node's history has it; until then nobody is told
     */
    public record Lock(NodeName node, Instant since, boolean remembered) {}

    /** A live migration of which only the first half is done. */
    public record Migration(NodeName source, NodeName target) {}

    public boolean isActiveOn(NodeName node) {
        return active.contains(node);
    }
}
