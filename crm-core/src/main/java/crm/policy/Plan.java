package crm.policy;

import crm.transition.Transition;
import java.util.List;

/**
 * What the engine answers: what to do, and how it came to that.
 *
 * <p>Whoever carries the plan out needs {@link #transition()} alone. The rest is for those who show or check the
 * engine's work: {@code crm simulate}, the writers of Pacemaker's summary, graph and scores, and tests.
 *
 * @param transition what to do, in which order and why
 * @param nodes what the engine made of each node, by name
 * @param resources what it made of each top-level resource, in the order in which they were placed: configured order
 *     sorted by descending priority, those no longer configured last
 * @param actions every action it considered, in the order in which it thought of them, those left out included
 * @param scores the preferences each instance had when its node was chosen, in the order of choosing
 */
public record Plan(
        Transition transition,
        List<NodeOutlook> nodes,
        List<ResourceOutlook> resources,
        List<PlannedAction> actions,
        List<ScoreLine> scores) {

    public Plan {
        nodes = List.copyOf(nodes);
        resources = List.copyOf(resources);
        actions = List.copyOf(actions);
        scores = List.copyOf(scores);
    }
}
