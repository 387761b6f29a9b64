package crm.policy.situation;

import crm.model.NodeName;
import crm.model.Role;
import crm.model.Score;
import crm.state.OperationRecord;
import crm.transition.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/** What has been found out of a unit so far, while histories are read. */
final class Finding {

    final Unit unit;
    Role role = Role.STOPPED;
    final List<NodeName> active = new ArrayList<>();
    final SequencedSet<NodeName> known = new LinkedHashSet<>();
    boolean removed;
    boolean managed = true;
    boolean blocked;
    boolean maintenance;
    boolean failed;
    boolean recoverByStopping;
    boolean failureIgnored;
    boolean stopUnexpected;
    boolean startPending;
    boolean mayNotBePromoted;
    boolean frozen;
    InstanceStanding.@Nullable Pending pending;
    InstanceStanding.@Nullable Limit limit;
    final SequencedSet<NodeName> stopsNeeded = new LinkedHashSet<>();
    final SequencedSet<NodeName> demotesNeeded = new LinkedHashSet<>();
    final List<InstanceStanding.Leaning> leanings = new ArrayList<>();
    final List<InstanceStanding.Monitor> monitors = new ArrayList<>();
    /** Recurring operations that failed so long ago that they are given another chance. */
    final List<OperationRecord> reordered = new ArrayList<>();

    InstanceStanding.@Nullable Lock lock;
    InstanceStanding.@Nullable Migration migration;
    final List<NodeName> danglingMigrations = new ArrayList<>();

    @Nullable
    String historyName;

    final SequencedMap<NodeName, String> probeFailures = new LinkedHashMap<>();

    Finding(Unit unit) {
        this.unit = unit;
    }

    void ban(NodeName node, Reason why) {
        leanings.add(new InstanceStanding.Leaning(Optional.of(node), Score.NEVER, why));
    }

    void banEverywhere(Reason why) {
        leanings.add(new InstanceStanding.Leaning(Optional.empty(), Score.NEVER, why));
    }

    /** Whether instances may be on a node is asked of their clone as well: their own scores stay. */
    void closeEverywhere(Reason why) {
        leanings.add(new InstanceStanding.Leaning(Optional.empty(), Score.NEVER, why, false));
    }

    void keepOn(NodeName node, Reason why) {
        leanings.add(new InstanceStanding.Leaning(Optional.of(node), Score.INFINITY, why));
    }

    void limit(Role role, Reason why) {
        limit = new InstanceStanding.Limit(role, why);
    }

    void fail(boolean byStopping) {
        failed = true;
        recoverByStopping |= byStopping;
    }

    InstanceStanding standing(Requires requires, boolean promotable) {
        boolean undecided = promotable && role == Role.STARTED;
        return new InstanceStanding(
                undecided ? Role.UNPROMOTED : role,
                undecided,
                active,
                List.copyOf(known),
                removed,
                managed,
                blocked,
                maintenance,
                requires,
                failed,
                recoverByStopping,
                failureIgnored,
                stopUnexpected,
                startPending,
                mayNotBePromoted,
                frozen,
                Optional.ofNullable(pending),
                Optional.ofNullable(limit),
                List.copyOf(stopsNeeded),
                List.copyOf(demotesNeeded),
                leanings,
                monitors,
                Optional.ofNullable(lock),
                Optional.ofNullable(migration),
                danglingMigrations,
                Optional.ofNullable(historyName),
                probeFailures);
    }
}
