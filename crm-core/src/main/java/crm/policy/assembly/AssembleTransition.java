package crm.policy.assembly;

import crm.model.InstanceId;
import crm.model.NodeName;
import crm.model.Score;
import crm.policy.PlannedAction;
import crm.policy.action.ActionDraft;
import crm.policy.action.DraftedAction;
import crm.policy.constraint.Verb;
import crm.policy.ordering.ResolvedActions;
import crm.policy.ordering.ResolvedActions.Resolved;
import crm.policy.placement.Placement;
import crm.policy.rule.EffectiveConfiguration;
import crm.policy.situation.InstanceStanding;
import crm.policy.situation.Situation;
import crm.policy.situation.Unit;
import crm.transition.Action;
import crm.transition.ActionId;
import crm.transition.ActionReason;
import crm.transition.ObstacleReason;
import crm.transition.Reason;
import crm.transition.Step;
import crm.transition.Task;
import crm.transition.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/** Makes the transition, and the account of how it came about. */
public final class AssembleTransition {

    private final EffectiveConfiguration configuration;
    private final Situation before;
    private final Situation situation;
    private final Placement placement;
    private final ResolvedActions resolved;
    private final Graph graph;
    private final AgentOrders orders;
    private final InVain inVain;

    public AssembleTransition(
            EffectiveConfiguration configuration,
            Situation before,
            Situation situation,
            ActionDraft draft,
            ResolvedActions resolved) {
        this.before = before;
        this.configuration = configuration;
        this.situation = situation;
        this.placement = resolved.placement();
        this.resolved = resolved;
        this.graph = new Graph(resolved, draft, situation);
        this.orders = new AgentOrders(configuration, situation);
        this.inVain = new InVain(resolved, graph, situation);
    }

    public crm.policy.Plan result() {
        List<InstanceId> placed = placement.order().stream()
                .flatMap(unit -> unit instanceof Unit.CloneUnit clone
                        ? Stream.concat(Stream.of(unit), placement.instances(clone).stream())
                        : Stream.of(unit))
                .map(Unit::id)
                .toList();
        var outlooks = new Outlooks(configuration, before, placement);
        List<PlannedAction> actions =
                resolved.actions().stream().map(this::planned).toList();
        return new crm.policy.Plan(
                transition(), outlooks.nodes(), outlooks.resources(), placed, actions, placement.scores());
    }

    // ---- the transition

    /** A plan in which nobody does anything, made of mere points in the order, is no plan. */
    private boolean nobodyActs() {
        return resolved.actions().stream()
                .noneMatch(a -> graph.isPlanned(a.action().number()) && !a.isPseudo());
    }

    private Transition transition() {
        boolean nobodyActs = nobodyActs();
        SequencedMap<Integer, Integer> numbers = new LinkedHashMap<>();
        for (int i = 0; i < resolved.actions().size() && !nobodyActs; i++) {
            if (graph.isPlanned(i) && !inVain.contains(i)) {
                numbers.put(i, numbers.size());
            }
        }
        var steps = new ArrayList<Step>();
        numbers.forEach((action, number) -> steps.add(new Step(
                number,
                action(resolved.at(action)),
                graph.inputs(action).stream().map(numbers::get).toList(),
                priority(resolved.at(action).action()),
                why(resolved.at(action)))));
        return new Transition(
                steps,
                blocked(),
                placed(),
                refused(),
                configuration.options().batchLimit(),
                earliest(configuration.looksAgain(), situation.looksAgain()));
    }

    private static Optional<Instant> earliest(Optional<Instant> a, Optional<Instant> b) {
        return Stream.concat(a.stream(), b.stream()).min(Instant::compareTo);
    }

    private List<Transition.Blocked> blocked() {
        var blocked = new ArrayList<Transition.Blocked>();
        inVain.obstacles()
                .forEach((number, why) -> blocked.add(new Transition.Blocked(action(resolved.at(number)), why)));
        for (Resolved action : resolved.actions()) {
            if (graph.isMissed(action) && action.action().node().isPresent()) {
                blocked.add(new Transition.Blocked(action(action), why(action)));
            }
        }
        List<DraftedAction> fencings = resolved.actions().stream()
                .filter(a -> a.action().verb() == Verb.FENCE && a.isRequired() && !InVain.isUnfencing(a.action()))
                .map(Resolved::action)
                .toList();
        for (var node : situation.nodes().values()) {
            boolean fenced = fencings.stream().anyMatch(fencing -> fencing.isOn(node.name()));
            if (node.isUnclean() && !fenced) {
                var why = new ActionReason.NodeMustBeOff(
                        node.name(), node.unclean().orElse("node is unclean"));
                blocked.add(new Transition.Blocked(
                        new Action.FenceNode(node.name(), Action.FencingOperation.REBOOT, why),
                        new ObstacleReason.FencingImpossible(node.name())));
            }
        }
        return blocked;
    }

    private List<Transition.Placed> placed() {
        var placed = new ArrayList<Transition.Placed>();
        for (Unit unit : situation.units()) {
            if (unit instanceof Unit.Instance) {
                Placement.Choice choice = placement.of(unit);
                placed.add(new Transition.Placed(unit.id(), choice.node(), choice.role(), choice.why()));
            }
        }
        return placed;
    }

    private List<Transition.Refused> refused() {
        var refused = new ArrayList<Transition.Refused>();
        for (Unit unit : situation.units()) {
            placement
                    .of(unit)
                    .refusals()
                    .forEach((node, why) -> refused.add(new Transition.Refused(unit.id(), node, why)));
        }
        return refused;
    }

    /** What other actions demand explains an action better than that it was thought of. */
    private Reason why(Resolved action) {
        return action.why()
                .or(() -> action.action().own())
                .or(() -> cannotStart(action.action()))
                .orElseGet(() -> fallback(action.action()));
    }

    /** What stops because it could not start now. */
    private Optional<Reason> cannotStart(DraftedAction stop) {
        if (stop.verb() != Verb.STOP) {
            return Optional.empty();
        }
        return resolved.actions().stream()
                .filter(a ->
                        a.action().verb() == Verb.START && a.action().unit().equals(stop.unit()) && !a.isRunnable())
                .flatMap(a -> a.why().stream())
                .findFirst();
    }

    private Reason fallback(DraftedAction action) {
        if (action.unit().isEmpty()) {
            return new ActionReason.RequiredByCluster(action.verb().toString());
        }
        Unit unit = situation.units().get(action.unit().getAsInt());
        return placement.of(unit).why();
    }

    private Action action(Resolved resolvedAction) {
        DraftedAction action = resolvedAction.action();
        Optional<NodeName> node = action.node();
        if (node.isPresent() && action.verb() == Verb.FENCE) {
            return new Action.FenceNode(
                    node.get(), action.fencing().orElse(Action.FencingOperation.REBOOT), why(resolvedAction));
        }
        if (node.isPresent() && action.verb() == Verb.SHUTDOWN) {
            return new Action.ShutdownNode(node.get());
        }
        Optional<Task> task = action.verb() == Verb.ERASE
                ? Optional.of(Task.DELETE)
                : Task.parse(action.verb().toString());
        if (resolvedAction.isPseudo()
                || node.isEmpty()
                || task.isEmpty()
                || action.unit().isEmpty()) {
            return new Action.Milestone(key(action), node);
        }
        Unit unit = situation.units().get(action.unit().getAsInt());
        SequencedMap<String, String> meta = orders.meta(action);
        return new Action.ResourceAction(
                new ActionId(unit.id(), task.get(), node.get(), action.interval()),
                unit.definition().agent().orElseThrow(),
                orders.parameters(action),
                meta,
                orders.timeout(unit.definition(), action),
                Integer.parseInt(meta.getOrDefault("op_target_rc", "0")));
    }

    // ---- the account

    private PlannedAction planned(Resolved action) {
        DraftedAction drafted = action.action();
        boolean isPlanned = graph.isPlanned(drafted.number());
        Optional<InstanceId> unit = drafted.unit().isPresent()
                ? Optional.of(situation.units().get(drafted.unit().getAsInt()).id())
                : Optional.empty();
        boolean cluster = switch (drafted.verb()) {
            case FENCE, SHUTDOWN, CLEAR_FAIL_COUNT, ERASE -> true;
            default -> false;
        };
        return new PlannedAction(
                drafted.number() + 1,
                cluster ? PlannedAction.Kind.CLUSTER : PlannedAction.Kind.RESOURCE,
                unit,
                drafted.verb() == Verb.ENOUGH || drafted.verb() == Verb.LOAD_STOPPED
                        ? drafted.label().orElse("")
                        : drafted.verb().toString(),
                drafted.interval(),
                key(drafted),
                drafted.node(),
                new RemoteRoutes(situation, placement).router(drafted),
                action.isPseudo(),
                action.isRequired(),
                action.isRunnable(),
                isPlanned,
                PacemakerWords.of(drafted, action.why()),
                isPlanned ? orders.parameters(drafted) : new LinkedHashMap<>(),
                isPlanned ? orders.meta(drafted) : new LinkedHashMap<>(),
                priority(drafted),
                lock(drafted),
                isPlanned
                        ? Stream.concat(
                                        graph.inputs(drafted.number()).stream(),
                                        graph.missing(drafted.number()).stream())
                                .map(i -> i + 1)
                                .sorted()
                                .toList()
                        : List.of(),
                downs(drafted));
    }

    /** Since when a resource that stops is kept for the node it stops on. */
    private Optional<Instant> lock(DraftedAction action) {
        return action.verb() == Verb.STOP && action.unit().isPresent()
                ? situation
                        .standings()
                        .get(action.unit().getAsInt())
                        .lock()
                        .filter(lock -> action.isOn(lock.node()))
                        .map(InstanceStanding.Lock::since)
                : Optional.empty();
    }

    private List<NodeName> downs(DraftedAction action) {
        Optional<NodeName> behind = new RemoteRoutes(situation, placement).closes(action);
        if (behind.isPresent() && resolved.at(action.number()).isPseudo()) {
            return List.of();
        }
        if (behind.isPresent()) {
            return List.of(behind.get());
        }
        boolean goesDown = switch (action.verb()) {
            case FENCE -> !action.fencing().equals(Optional.of(Action.FencingOperation.ON));
            case SHUTDOWN -> true;
            default -> false;
        };
        return goesDown ? action.node().stream().toList() : List.of();
    }

    private int priority(DraftedAction action) {
        if (endsDoings(action)) {
            return Score.INFINITY.value();
        }
        return action.unit().isPresent()
                ? Math.max(
                        0,
                        placement
                                .choices()
                                .get(action.unit().getAsInt())
                                .priority()
                                .value())
                : 0;
    }

    /** Others wait for these points, so nothing may delay them. */
    private boolean endsDoings(DraftedAction action) {
        if (action.label().isPresent() && action.unit().isPresent()) {
            return action.label().get().contains("post_notify_");
        }
        boolean ends = switch (action.verb()) {
            case RUNNING, STOPPED, PROMOTED, DEMOTED -> true;
            default -> false;
        };
        return ends
                && action.unit().isPresent()
                && switch (situation.units().get(action.unit().getAsInt())) {
                    case Unit.CloneUnit _, Unit.BundleUnit _ -> true;
                    case Unit.Instance _, Unit.GroupUnit _ -> false;
                };
    }

    private String key(DraftedAction action) {
        if (action.unit().isPresent()) {
            String verb = action.label()
                    .orElse(
                            action.verb() == Verb.CANCEL
                                    ? "monitor"
                                    : action.verb().toString());
            Duration interval = action.interval();
            return situation.units().get(action.unit().getAsInt()).id() + "_" + verb + "_" + interval.toMillis();
        }
        String node = action.node().map(NodeName::value).orElse("");
        return switch (action.verb()) {
            case FENCE ->
                "stonith-" + node + "-" + AgentOrders.text(action.fencing().orElse(Action.FencingOperation.REBOOT));
            case SHUTDOWN -> "do_shutdown-" + node;
            default -> action.label().orElse(action.verb().toString());
        };
    }
}
