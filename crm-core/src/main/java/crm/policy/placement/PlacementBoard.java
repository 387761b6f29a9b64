package crm.policy.placement;

import crm.model.NodeName;
import crm.model.Role;
import crm.model.Score;
import crm.policy.preference.PreferenceTable;
import crm.policy.situation.NodeStanding;
import crm.policy.situation.Situation;
import crm.policy.situation.Unit;
import crm.transition.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Scores and choices while placing: one row of scores per unit, one column per node. A unit is tried somewhere between
 * {@link #remember} and, if the trial is dropped, {@link #restore}; what the trial made others decide stays decided.
 */
final class PlacementBoard {

    /** How far a unit's placement is. */
    enum Progress {
        OPEN,
        UNDER_WAY,
        DONE
    }

    private static final int NOWHERE = -1;

    private final List<NodeName> nodes;
    private final @Nullable Score[][] scores;
    private final @Nullable Reason[][] refusals;
    private final Progress[] progress;
    private final int[] chosen;
    private final @Nullable Role[] nextRole;
    private final Capacity capacity;
    private final int[] load;
    private final Score[] assignedScore;
    private final Score[] priority;
    private final Map<Integer, int[]> counts = new HashMap<>();
    private final Map<NodeName, Integer> columns = new HashMap<>();
    private final List<NodeStanding> standings = new ArrayList<>();
    /** Nodes that are no place at all for what is not meant to be inside them. */
    private final boolean[] inContainer;

    PlacementBoard(Situation situation, PreferenceTable preferences, Capacity capacity) {
        this.capacity = capacity;
        this.nodes = preferences.nodes();
        int units = situation.units().size();
        this.scores = new @Nullable Score[units][];
        this.refusals = new @Nullable Reason[units][];
        this.progress = new Progress[units];
        this.chosen = new int[units];
        this.nextRole = new @Nullable Role[units];
        this.load = new int[nodes.size()];
        this.assignedScore = new Score[units];
        this.priority = new Score[units];
        nodes.forEach(node -> columns.put(node, columns.size()));
        nodes.forEach(node -> standings.add(situation.node(node)));
        this.inContainer = new boolean[nodes.size()];
        for (int node = 0; node < nodes.size(); node++) {
            inContainer[node] = situation.bundledContainer(nodes.get(node)).isPresent();
        }
        Arrays.fill(assignedScore, Score.ZERO);
        Arrays.fill(progress, Progress.OPEN);
        Arrays.fill(chosen, NOWHERE);
        for (int unit = 0; unit < units; unit++) {
            scores[unit] = preferences.row(unit);
            refusals[unit] = preferences.bans(unit);
        }
        for (Unit unit : situation.units()) {
            priority[unit.index()] = Score.of(unit.definition().priority());
            nextRole[unit.index()] =
                    situation.standing(unit).limit().map(limit -> limit.role()).orElse(null);
        }
    }

    /** A unit's scores and refusals, and those of all that belongs to it. */
    final class Memory {
        private final int unit;
        private final @Nullable Score[] row;
        private final @Nullable Reason[] why;
        private final List<Memory> children;

        private Memory(Unit unit) {
            this.unit = unit.index();
            this.row = scores[unit.index()].clone();
            this.why = refusals[unit.index()].clone();
            this.children = unit.children().stream().map(Memory::new).toList();
        }

        private void restore() {
            scores[unit] = row.clone();
            refusals[unit] = why.clone();
            children.forEach(Memory::restore);
        }
    }

    /** What a trial of this unit may change of it. */
    Memory remember(Unit unit) {
        return new Memory(unit);
    }

    /** Gives a unit and all that belongs to it the scores back that they had. */
    void restore(Memory memory) {
        memory.restore();
    }

    /** Takes the decision about a unit and all that belongs to it back. */
    void reopen(Unit unit) {
        choose(unit, Optional.empty());
        reopenItself(unit);
        unit.children().forEach(this::reopen);
    }

    /** Has a collective be placed again, though not those of its members of which it is known that no node can take them. */
    void reopenItself(Unit unit) {
        progress[unit.index()] = Progress.OPEN;
    }

    List<NodeName> nodes() {
        return nodes;
    }

    boolean isInContainer(int node) {
        return inContainer[node];
    }

    /** What can be asked of a node, as far as it is known where the connection to it will be. */
    NodeStanding standing(int node) {
        return standings.get(node);
    }

    /** A remote node is as good as its connection: one that comes up makes it available, one that does not closes it. */
    void connect(Unit connection) {
        Integer node = columns.get(new NodeName(connection.id().toString()));
        if (node != null) {
            boolean up = chosen(connection).isPresent() && !nextRole(connection).equals(Optional.of(Role.STOPPED));
            NodeStanding before = standings.get(node);
            standings.set(node, up ? before.reached() : before.left());
        }
    }

    /** What can be asked of each node now that every connection has its place, or none. */
    SequencedMap<NodeName, NodeStanding> standings() {
        var result = new LinkedHashMap<NodeName, NodeStanding>();
        standings.forEach(node -> result.put(node.name(), node));
        return result;
    }

    int column(NodeName node) {
        Integer column = columns.get(node);
        if (column == null) {
            throw new IllegalArgumentException("no such node: " + node);
        }
        return column;
    }

    // ---- scores

    /** A unit's scores, to be read only; null where a node is not open to it. */
    @Nullable
    Score[] row(Unit unit) {
        return scores[unit.index()];
    }

    /** A copy of a unit's scores, to be worked on and then {@linkplain #replace put back} or dropped. */
    @Nullable
    Score[] copyOfRow(Unit unit) {
        return scores[unit.index()].clone();
    }

    void replace(Unit unit, @Nullable Score[] row) {
        scores[unit.index()] = row.clone();
    }

    Optional<Score> score(Unit unit, int node) {
        return Optional.ofNullable(scores[unit.index()][node]);
    }

    /** Remembers why a unit does not want a node; the first reason is kept. */
    void refuse(Unit unit, int node, Reason why) {
        if (refusals[unit.index()][node] == null) {
            refusals[unit.index()][node] = why;
        }
    }

    Optional<Reason> refusal(Unit unit, int node) {
        return Optional.ofNullable(refusals[unit.index()][node]);
    }

    /** Forbids every node. */
    void banEverywhere(Unit unit, Reason why) {
        for (int node = 0; node < nodes.size(); node++) {
            ban(unit, node, why);
        }
    }

    void ban(Unit unit, int node, Reason why) {
        if (scores[unit.index()][node] != null || !inContainer[node]) {
            scores[unit.index()][node] = Score.NEVER;
        }
        refuse(unit, node, why);
    }

    // ---- progress and choices

    Progress progress(Unit unit) {
        return progress[unit.index()];
    }

    void begin(Unit unit) {
        progress[unit.index()] = Progress.UNDER_WAY;
    }

    void end(Unit unit) {
        progress[unit.index()] = Progress.DONE;
    }

    boolean isDone(Unit unit) {
        return progress[unit.index()] == Progress.DONE;
    }

    /** The chosen node's column. */
    Optional<Integer> chosen(Unit unit) {
        int node = chosen[unit.index()];
        return node == NOWHERE ? Optional.empty() : Optional.of(node);
    }

    Optional<NodeName> chosenNode(Unit unit) {
        return chosen(unit).map(nodes::get);
    }

    /** Decides for a node, or for none. */
    void choose(Unit unit, Optional<Integer> node) {
        chosen(unit).ifPresent(before -> {
            load[before]--;
            capacity.giveBack(unit, before);
        });
        chosen[unit.index()] = node.orElse(NOWHERE);
        assignedScore[unit.index()] = node.flatMap(n -> score(unit, n)).orElse(Score.ZERO);
        node.ifPresent(now -> {
            load[now]++;
            capacity.take(unit, now);
        });
        progress[unit.index()] = Progress.DONE;
    }

    /** How many instances a node has been given. */
    int load(int node) {
        return load[node];
    }

    /** The role a unit shall have, as far as that is known already. */
    Optional<Role> nextRole(Unit unit) {
        return Optional.ofNullable(nextRole[unit.index()]);
    }

    void nextRole(Unit unit, Role role) {
        nextRole[unit.index()] = role;
    }

    /** The role of a unit to be: of collectives the highest of their members'. */
    Optional<Role> futureRole(Unit unit) {
        return unit.isCollective()
                ? unit.children().stream().flatMap(c -> futureRole(c).stream()).max(Comparator.naturalOrder())
                : nextRole(unit);
    }

    /** Where a unit will be, of a collective the one node all its members share. */
    Optional<Integer> location(Unit unit) {
        if (!unit.isCollective()) {
            return chosen(unit);
        }
        List<Integer> where = unit.children().stream()
                .flatMap(child -> location(child).stream())
                .distinct()
                .toList();
        return where.size() == 1 ? Optional.of(where.getFirst()) : Optional.empty();
    }

    /** The score its node had when a unit was placed there. */
    Score assignedScore(Unit unit) {
        return unit.isCollective()
                ? unit.children().stream().map(this::assignedScore).findFirst().orElse(Score.ZERO)
                : assignedScore[unit.index()];
    }

    /** Decides that a unit will be nowhere. */
    void giveUp(Unit unit) {
        nextRole(unit, Role.STOPPED);
        choose(unit, Optional.empty());
        unit.children().forEach(this::giveUp);
    }

    /** A unit's priority: as configured, and of instances that may be promoted what they score for that. */
    Score priority(Unit unit) {
        return priority[unit.index()];
    }

    void priority(Unit unit, Score changed) {
        priority[unit.index()] = changed;
    }

    /** How many instances of a collective each node has been given; to be worked on. */
    int[] counts(Unit collective) {
        return counts.computeIfAbsent(collective.index(), _ -> new int[nodes.size()]);
    }
}
