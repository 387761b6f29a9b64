package crm.policy.action;

import crm.model.NodeName;
import crm.policy.constraint.ActionOrdering;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Every action there might be.
 *
 * @param actions an action's number is its place here
 * @param orderings those of the constraints first, then those the actions themselves imply
 * @param needed of gates how many of the actions before them must be possible, by number
 * @param fences nodes that must be fenced, and why
 * @param resets guests that are down until what they run in is back
 */
public record ActionDraft(
        List<DraftedAction> actions,
        List<ActionOrdering> orderings,
        SequencedMap<NodeName, String> fences,
        Set<NodeName> resets,
        Map<Integer, Integer> needed) {

    public ActionDraft {
        needed = Map.copyOf(needed);
        resets = Collections.unmodifiableSet(new LinkedHashSet<>(resets));
        actions = List.copyOf(actions);
        orderings = List.copyOf(orderings);
        fences = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(fences));
    }
}
