package crm.policy;

import crm.model.InstanceId;
import crm.transition.Transition;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the engine answers: what to do, and how it came to that.
 *
 * <p>Whoever carries the plan out needs {@link #transition()} alone. The rest is for those who show or check the
 * engine's work: {@code crm simulate}, the writers of Pacemaker's summary, graph and scores, and tests.
 *
 * @param transition what to do, in which order and why
 * @param nodes what the engine made of each node, by name
 * @param resources what it made of each top-level resource: configured order sorted by descending priority, those no
 *     longer configured last
 * @param placed the top-level resources in the order in which they were placed, which is another where the capacity of
 *     nodes matters, each clone followed by its instances in the order in which they are spoken of
 * @param actions every action it considered, in the order in which it thought of them, those left out included
 * @param scores the preferences each instance had when its node was chosen, in the order of choosing
 */
public record Plan(
        Transition transition,
        List<NodeOutlook> nodes,
        List<ResourceOutlook> resources,
        List<InstanceId> placed,
        List<PlannedAction> actions,
        List<ScoreLine> scores) {

    public Plan {
        nodes = List.copyOf(nodes);
        resources = List.copyOf(resources);
        placed = List.copyOf(placed);
        actions = List.copyOf(actions);
        scores = List.copyOf(scores);
    }

    /** What the engine made of each top-level resource, in the order of {@link #placed()}, instances of clones too. */
    public List<ResourceOutlook> resourcesAsPlaced() {
        var places = new HashMap<InstanceId, Integer>();
        placed.forEach(id -> places.put(id, places.size()));
        return sorted(resources, places);
    }

    private static List<ResourceOutlook> sorted(List<ResourceOutlook> resources, Map<InstanceId, Integer> places) {
        return resources.stream()
                .sorted(Comparator.comparing(resource -> places.getOrDefault(resource.id(), places.size())))
                .map(resource -> resource.shape() == ResourceOutlook.Shape.CLONE
                        ? resource.with(sorted(resource.children(), places))
                        : resource)
                .toList();
    }
}
