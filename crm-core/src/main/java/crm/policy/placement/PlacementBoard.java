package crm.policy.placement;

import crm.model.NodeName;
import crm.model.Role;
import crm.model.Score;
import crm.policy.preference.PreferenceTable;
import crm.policy.situation.Situation;
import crm.policy.situation.Unit;
import crm.transition.Reason;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Scores and choices while placing: one row of scores per unit, one column per node. A trial is made on a
 * {@link #branch()}, which is kept or dropped; nothing is ever undone.
 */
final class PlacementBoard {

    /** How far a unit's placement is. */
    enum Progress {
        OPEN,
        UNDER_WAY,
        DONE
    }

    private static final int NOWHERE = -1;

    private final Situation situation;
    private final List<NodeName> nodes;
    private final @Nullable Score[][] scores;
    private final Map<Integer, Reason>[] refusals;
    private final Progress[] progress;
    private final int[] chosen;
    private final @Nullable Role[] nextRole;
    private final int[] load;

    PlacementBoard(Situation situation, PreferenceTable preferences) {
        this.situation = situation;
        this.nodes = preferences.nodes();
        int units = situation.units().size();
        this.scores = new @Nullable Score[units][];
        this.refusals = rows(units);
        this.progress = new Progress[units];
        this.chosen = new int[units];
        this.nextRole = new @Nullable Role[units];
        this.load = new int[nodes.size()];
        Arrays.fill(progress, Progress.OPEN);
        Arrays.fill(chosen, NOWHERE);
        for (int unit = 0; unit < units; unit++) {
            scores[unit] = preferences.row(unit);
            for (int node = 0; node < nodes.size(); node++) {
                Optional<Reason> ban = preferences.ban(unit, node);
                if (ban.isPresent()) {
                    refusals[unit].put(node, ban.get());
                }
            }
        }
        for (Unit unit : situation.units()) {
            nextRole[unit.index()] =
                    situation.standing(unit).limit().map(limit -> limit.role()).orElse(null);
        }
    }

    private PlacementBoard(PlacementBoard from) {
        this.situation = from.situation;
        this.nodes = from.nodes;
        this.scores = new @Nullable Score[from.scores.length][];
        this.refusals = rows(from.refusals.length);
        for (int unit = 0; unit < scores.length; unit++) {
            scores[unit] = from.scores[unit].clone();
            refusals[unit].putAll(from.refusals[unit]);
        }
        this.progress = from.progress.clone();
        this.chosen = from.chosen.clone();
        this.nextRole = from.nextRole.clone();
        this.load = from.load.clone();
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of maps cannot be made otherwise
    private static Map<Integer, Reason>[] rows(int count) {
        Map<Integer, Reason>[] rows = new Map[count];
        Arrays.setAll(rows, _ -> new HashMap<>());
        return rows;
    }

    /** A board like this one on which something can be tried. */
    PlacementBoard branch() {
        return new PlacementBoard(this);
    }

    List<NodeName> nodes() {
        return nodes;
    }

    int column(NodeName node) {
        return nodes.indexOf(node);
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
        refusals[unit.index()].putIfAbsent(node, why);
    }

    Optional<Reason> refusal(Unit unit, int node) {
        return Optional.ofNullable(refusals[unit.index()].get(node));
    }

    /** Forbids every node. */
    void banEverywhere(Unit unit, Reason why) {
        for (int node = 0; node < nodes.size(); node++) {
            ban(unit, node, why);
        }
    }

    void ban(Unit unit, int node, Reason why) {
        scores[unit.index()][node] = Score.NEVER;
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

    void reopen(Unit unit) {
        progress[unit.index()] = Progress.OPEN;
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
        chosen(unit).ifPresent(before -> load[before]--);
        chosen[unit.index()] = node.orElse(NOWHERE);
        node.ifPresent(now -> load[now]++);
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
}
