package crm.formats.simulate;

import crm.formats.pacemaker.Changes;
import crm.model.InstanceId;
import crm.model.NodeName;
import crm.policy.Plan;
import crm.transition.Action;
import crm.transition.Action.FenceNode;
import crm.transition.Action.ResourceAction;
import crm.transition.Action.ShutdownNode;
import crm.transition.ActionReason;
import crm.transition.PlacementReason;
import crm.transition.Reason;
import crm.transition.Step;
import crm.transition.Transition;
import crm.transition.Transition.Blocked;
import crm.transition.Transition.Placed;
import crm.transition.Transition.Refused;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Of the reasons that the engine gives for each action, placement and refusal, the one that explains a change best. */
final class WhyChanges {

    private static final int MOST_REFUSALS = 4;

    private record Where(InstanceId instance, NodeName node) {}

    private record Done(InstanceId instance, String task) {}

    private final Transition transition;
    private final Map<InstanceId, Placed> placed = new HashMap<>();
    private final Map<Where, Reason> refused = new HashMap<>();
    private final Map<Done, Reason> done = new HashMap<>();
    private final Map<Done, Reason> blocked = new HashMap<>();

    WhyChanges(Plan plan) {
        transition = plan.transition();
        for (Placed one : transition.placements()) {
            placed.put(one.instance(), one);
        }
        for (Refused one : transition.refusals()) {
            refused.put(new Where(one.instance(), one.node()), one.why());
        }
        for (Step step : transition.steps()) {
            put(done, step.action(), step.why());
        }
        for (Blocked one : transition.blocked()) {
            put(blocked, one.action(), one.why());
        }
    }

    private static void put(Map<Done, Reason> reasons, Action action, Reason why) {
        if (action instanceof ResourceAction on && on.id().interval().isZero()) {
            reasons.putIfAbsent(new Done(on.id().instance(), on.id().task().toString()), why);
        }
    }

    /** What is done to nodes, or should be. */
    List<Story.Change> ofNodes() {
        var changes = new ArrayList<Story.Change>();
        for (Step step : transition.steps()) {
            ofNode(step.action(), step.why(), true).ifPresent(changes::add);
        }
        for (Blocked one : transition.blocked()) {
            ofNode(one.action(), one.why(), false).ifPresent(changes::add);
        }
        return changes;
    }

    private static Optional<Story.Change> ofNode(Action action, Reason why, boolean possible) {
        return switch (action) {
            case FenceNode fence ->
                Optional.of(new Story.Change(
                        switch (fence.operation()) {
                            case REBOOT, OFF -> "fence";
                            case ON -> "unfence";
                        },
                        fence.node().value(),
                        "",
                        why.sentence(),
                        possible));
            case ShutdownNode(NodeName node) ->
                Optional.of(new Story.Change(
                        "let leave", node.value(), "", new ActionReason.NodeLeaves(node).sentence(), possible));
            case ResourceAction _, Action.Milestone _ -> Optional.empty();
        };
    }

    /** Why a resource changes, one plain sentence. */
    String of(Changes.Change change) {
        InstanceId instance = change.instance();
        if (!change.action().runnable()) {
            Optional<Reason> obstacle = Optional.ofNullable(
                    blocked.get(new Done(instance, change.action().task())));
            if (obstacle.isPresent()) {
                return obstacle.get().sentence();
            }
        }
        Optional<Reason> leaving = change.origin().flatMap(node -> refusal(instance, node));
        Optional<Reason> own = demand(instance, change.action().task());
        Optional<Reason> start = Optional.ofNullable(blocked.get(new Done(instance, "start")));
        return switch (change.verb()) {
            case "Stop" ->
                leaving.or(() -> start)
                        .or(() -> own)
                        .orElseGet(() -> placement(instance))
                        .sentence();
            case "Move", "Migrate" -> moving(instance, leaving);
            case "Promote" ->
                own.map(Reason::sentence).orElse(instance + " is the copy that suits best to be promoted");
            case "Demote" -> own.map(Reason::sentence).orElse(instance + " is not to be promoted any more");
            case "Restart", "Recover", "Re-promote", "Reload" ->
                own.or(() -> demand(instance, "stop"))
                        .or(() -> demand(instance, "demote"))
                        .orElseGet(() -> usual(change))
                        .sentence();
            default -> placement(instance).sentence();
        };
    }

    private String moving(InstanceId instance, Optional<Reason> leaving) {
        Reason there = placement(instance);
        if (leaving.isPresent() && leaving.get() instanceof PlacementReason.RunsElsewhere(var what, var from, var to)) {
            return there instanceof PlacementReason.TogetherWith
                    ? there.sentence()
                    : to + " suits " + what + " better than " + from;
        }
        return leaving.orElse(there).sentence();
    }

    /** What asked for an action, unless all that is said of it is where its instance belongs. */
    private Optional<Reason> demand(InstanceId instance, String task) {
        return Optional.ofNullable(done.get(new Done(instance, task)))
                .filter(why -> !(why instanceof PlacementReason)
                        && !(why instanceof ActionReason.Stays)
                        && !(why instanceof ActionReason.BestNode));
    }

    /** What goes without saying where the engine says no more. */
    private Reason usual(Changes.Change change) {
        InstanceId instance = change.instance();
        return switch (change.verb()) {
            case "Reload" -> new ActionReason.DefinitionChanged(instance);
            case "Recover" ->
                change.origin()
                        .<Reason>map(node -> new ActionReason.Failed(instance, node))
                        .orElseGet(() -> placement(instance));
            default -> placement(instance);
        };
    }

    private Optional<Reason> refusal(InstanceId instance, NodeName node) {
        return Optional.ofNullable(refused.get(new Where(instance, node)));
    }

    private Reason placement(InstanceId instance) {
        Placed one = placed.get(instance);
        return one == null ? new ActionReason.Removed(instance) : one.why();
    }

    /** Why an instance runs nowhere, one plain sentence. */
    String idle(InstanceId instance) {
        Optional<Reason> start = Optional.ofNullable(blocked.get(new Done(instance, "start")));
        Reason why = start.orElseGet(() -> placement(instance));
        if (!(why instanceof PlacementReason.NoNodeLeft)) {
            return why.sentence();
        }
        List<String> refusals = transition.refusals().stream()
                .filter(one -> one.instance().equals(instance) && !(one.why() instanceof PlacementReason.NoNodeLeft))
                .map(one -> one.why().sentence())
                .distinct()
                .toList();
        return refusals.isEmpty()
                ? why.sentence()
                : String.join("; ", refusals.subList(0, Math.min(MOST_REFUSALS, refusals.size())))
                        + (refusals.size() > MOST_REFUSALS ? "…" : "");
    }
}
