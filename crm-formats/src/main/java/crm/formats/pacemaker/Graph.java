package crm.formats.pacemaker;

import crm.model.InstanceId;
import crm.policy.Plan;
import crm.policy.PlannedAction;
import crm.policy.ResourceOutlook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A plan's actions in the order of Pacemaker's transition graph, and the names under which it speaks of instances.
 *
 * <p>Order: for each top-level resource its own actions, the newest first, then those of its children (of a clone the
 * other way round); at last the actions about no resource.
 */
public final class Graph {

    private final Plan plan;
    private final Map<InstanceId, List<PlannedAction>> byResource = new HashMap<>();
    private final Map<Integer, PlannedAction> byNumber = new HashMap<>();
    private final Map<InstanceId, Named> names = new HashMap<>();
    private final Set<String> known = new HashSet<>();
    private final List<PlannedAction> ordered = new ArrayList<>();

    private Graph(Plan plan) {
        this.plan = plan;
    }

    /** The graph of a plan. */
    public static Graph of(Plan plan) {
        var graph = new Graph(plan);
        graph.arrange();
        return graph;
    }

    /**
     * How the graph calls an instance.
     *
     * @param id what an agent is told, which for instances that are all alike lacks the number
     * @param longId the name in histories, where it differs
     */
    record Named(ResourceOutlook resource, String id, Optional<String> longId) {}

    private void arrange() {
        var aboutNone = new ArrayList<PlannedAction>();
        for (PlannedAction action : plan.actions().reversed()) {
            byNumber.put(action.number(), action);
            if (action.planned()) {
                action.resource()
                        .ifPresentOrElse(
                                id -> byResource
                                        .computeIfAbsent(id, ignored -> new ArrayList<>())
                                        .add(action),
                                () -> aboutNone.add(action));
            }
        }
        plan.resourcesAsPlaced().forEach(resource -> visit(resource, false));
        // An action about something that is in no tree would otherwise be lost.
        byResource.values().stream()
                .flatMap(List::stream)
                .sorted((a, b) -> Integer.compare(b.number(), a.number()))
                .forEach(ordered::add);
        ordered.addAll(aboutNone);
    }

    private void visit(ResourceOutlook resource, boolean anonymous) {
        names.put(resource.id(), named(resource, anonymous));
        known.add(resource.id().toString());
        resource.historyName().ifPresent(known::add);
        List<PlannedAction> own =
                Optional.ofNullable(byResource.remove(resource.id())).orElse(List.of());
        switch (resource.shape()) {
            case PRIMITIVE, GROUP -> {
                ordered.addAll(own);
                resource.children().forEach(child -> visit(child, anonymous));
            }
            case CLONE -> {
                boolean inside = !Words.unique(resource);
                resource.children().forEach(child -> visit(child, inside));
                ordered.addAll(own);
            }
            case BUNDLE -> {
                // What is inside comes before the containers, and their addresses too.
                resource.children().stream()
                        .filter(child -> child.shape() == ResourceOutlook.Shape.CLONE)
                        .forEach(child -> visit(child, false));
                for (BundleParts.Replica replica : BundleParts.of(resource).replicas()) {
                    replica.address().ifPresent(address -> visit(address, false));
                    visit(replica.container(), false);
                    replica.connection().ifPresent(connection -> visit(connection, false));
                }
                ordered.addAll(own);
            }
        }
    }

    private static Named named(ResourceOutlook resource, boolean anonymous) {
        String own = resource.id().toString();
        if (resource.removed() && resource.historyName().isPresent()) {
            return new Named(resource, resource.historyName().get(), Optional.of(own));
        }
        if (!anonymous || resource.id().number().isEmpty()) {
            return new Named(resource, own, Optional.empty());
        }
        String base = resource.id().resource().value();
        String longId =
                resource.historyName().filter(name -> !name.equals(base)).orElse(own);
        return new Named(resource, base, Optional.of(longId));
    }

    /** The actions of the transition in the order of its synapses. */
    public List<PlannedAction> actions() {
        return List.copyOf(ordered);
    }

    Optional<PlannedAction> action(int number) {
        return Optional.ofNullable(byNumber.get(number));
    }

    Optional<Named> name(PlannedAction action) {
        return action.resource().map(names::get);
    }

    /** The name under which a simulation tells of an action and remembers its result. */
    public String executedName(PlannedAction action) {
        Optional<Named> named = name(action);
        if (named.isEmpty()) {
            return action.resource().map(InstanceId::toString).orElse("");
        }
        return known.contains(named.get().id())
                ? named.get().id()
                : named.get().longId().orElse(named.get().id());
    }

    /** The agent that carries an action out. */
    public Optional<crm.model.AgentId> agent(PlannedAction action) {
        return name(action).flatMap(named -> named.resource().agent());
    }

    /** Pacemaker's operation key with the resource called as histories call it. */
    String key(PlannedAction action) {
        Optional<String> history =
                name(action).flatMap(named -> named.resource().historyName());
        String own = action.resource().map(InstanceId::toString).orElse("");
        return history.filter(name -> action.key().startsWith(own + "_"))
                .map(name -> name + task(action, own))
                .orElse(action.key());
    }

    /** Under the name histories use, notifications are called after what is done, not after what ends it. */
    private static String task(PlannedAction action, String own) {
        return switch (action.task()) {
            case "notify" ->
                "_" + action.meta().get("notify_type") + "_notify_"
                        + action.meta().get("notify_operation") + "_0";
            case "notified" -> "_notified_0";
            default -> action.key().substring(own.length());
        };
    }

    /**
     * The order in which a simulation carries the actions out: again and again through the synapses, each as soon as
     * all it waits for is done.
     */
    public List<PlannedAction> executionOrder() {
        var done = new HashSet<Integer>();
        var order = new ArrayList<PlannedAction>();
        var waiting = new ArrayList<>(ordered);
        boolean progress = true;
        while (progress && !waiting.isEmpty()) {
            progress = false;
            var still = new ArrayList<PlannedAction>();
            for (PlannedAction action : waiting) {
                if (isReady(action, done)) {
                    done.add(action.number());
                    order.add(action);
                    progress = true;
                } else {
                    still.add(action);
                }
            }
            waiting = still;
        }
        return order;
    }

    /** Who waits for what is not in the graph waits in vain; what is not even in the plan is no input. */
    private boolean isReady(PlannedAction action, Set<Integer> done) {
        return action.inputs().stream().allMatch(input -> done.contains(input) || !byNumber.containsKey(input));
    }
}
