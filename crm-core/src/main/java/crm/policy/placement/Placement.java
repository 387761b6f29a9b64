package crm.policy.placement;

import crm.model.NodeName;
import crm.model.Role;
import crm.model.Score;
import crm.policy.ScoreLine;
import crm.policy.situation.NodeStanding;
import crm.policy.situation.Unit;
import crm.transition.Reason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Where everything shall be.
 *
 * @param choices one for each unit
 * @param order top-level units in the order in which they were placed, which is also that of drafting their actions
 * @param turns of clones by index, their instances in the order in which their actions are drafted, where that is another
 *     than that of their numbers
 * @param scores what was weighed, in the order of placing
 * @param nodes what can be asked of each node once the connections to remote ones are where they shall be
 */
public record Placement(
        List<Choice> choices,
        List<Unit> order,
        Map<Integer, List<Unit>> turns,
        List<ScoreLine> scores,
        SequencedMap<NodeName, NodeStanding> nodes) {

    public Placement {
        choices = List.copyOf(choices);
        order = List.copyOf(order);
        turns = Map.copyOf(turns);
        scores = List.copyOf(scores);
        nodes = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(nodes));
    }

    /**
     * Where a unit shall be.
     *
     * @param node empty for nowhere; of collectives always
     * @param priority as configured, and of promotable instances what they score for being promoted
     * @param managed whether the cluster may do anything to it
     * @param decided whether a node was looked for; for instances beyond the number wanted none is
     * @param refusals why it will not be on each other node
     * @param allowed nodes in its table, by name
     */
    public record Choice(
            Optional<NodeName> node,
            Role role,
            Score priority,
            boolean managed,
            boolean decided,
            Reason why,
            SequencedMap<NodeName, Reason> refusals,
            List<NodeName> allowed) {
        public Choice {
            refusals = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(refusals));
            allowed = List.copyOf(allowed);
        }

        private Choice givenUp(Reason because) {
            var everywhere = new LinkedHashMap<>(refusals);
            node.ifPresent(lost -> everywhere.put(lost, because));
            return new Choice(Optional.empty(), Role.STOPPED, priority, managed, decided, because, everywhere, allowed);
        }
    }

    public Choice of(Unit unit) {
        return choices.get(unit.index());
    }

    /** A clone's instances, in the order in which their actions are drafted. */
    public List<Unit> turns(Unit.CloneUnit clone) {
        return turns.getOrDefault(clone.index(), clone.copies());
    }

    /** A clone's instances, in the order in which they are spoken of afterwards: of an ordered clone that of numbers. */
    public List<Unit> instances(Unit.CloneUnit clone) {
        return clone.options().ordered() ? clone.copies() : turns(clone);
    }

    /** The same, with these units left out for these reasons: they will be nowhere after all. */
    public Placement without(Map<Integer, Reason> units) {
        if (units.isEmpty()) {
            return this;
        }
        var changed = new ArrayList<Choice>();
        for (int unit = 0; unit < choices.size(); unit++) {
            Choice choice = choices.get(unit);
            Reason why = units.get(unit);
            changed.add(why == null ? choice : choice.givenUp(why));
        }
        return new Placement(changed, order, turns, scores, nodes);
    }
}
