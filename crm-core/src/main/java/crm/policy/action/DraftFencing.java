package crm.policy.action;

import crm.model.NodeName;
import crm.policy.constraint.ActionOrdering;
import crm.policy.constraint.ActionOrdering.Single;
import crm.policy.constraint.Effect;
import crm.policy.constraint.Verb;
import crm.policy.situation.NodeStanding;
import crm.policy.situation.Requires;
import crm.policy.situation.Situation;
import crm.policy.situation.Unit;
import crm.transition.Action.FencingOperation;
import crm.transition.ActionReason;
import crm.transition.PlacementReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Drafts fencing of unclean nodes and shutdown of leaving ones, and has everything wait for them that must. What a
 * fenced node ran is stopped by that: its stops happen of themselves, after the fencing.
 */
final class DraftFencing {

    private final DraftActions all;
    private final Situation situation;
    private final ActionSheet sheet;
    private final List<Sketch> fencings = new ArrayList<>();
    private final List<Sketch> shutdowns = new ArrayList<>();

    DraftFencing(DraftActions all) {
        this.all = all;
        this.situation = all.situation;
        this.sheet = all.sheet;
    }

    void draft() {
        boolean anyManaged = situation.top().stream().anyMatch(sheet::isManaged);
        @Nullable Sketch leaderGoes = null;
        for (NodeStanding node : situation.nodes().values()) {
            boolean unclean = sheet.isUnclean(node.name());
            if (node.isGuest()) {
                if (sheet.needsReset(node.name()) && anyManaged && situation.canFence(node.name())) {
                    fenceGuest(node);
                }
            } else if (unclean && anyManaged && situation.canFence(node.name())) {
                Sketch fencing = fence(node);
                if (node.leads()) {
                    leaderGoes = fencing;
                } else {
                    oneAfterTheOther(fencing);
                }
            } else if (node.online() && node.shuttingDown() && !node.isRemote()) {
                Sketch shutdown = shutDown(node);
                if (node.leads()) {
                    leaderGoes = shutdown;
                } else {
                    shutdowns.add(shutdown);
                }
            }
        }
        if (leaderGoes != null) {
            leaderLast(leaderGoes);
        }
    }

    private void oneAfterTheOther(Sketch fencing) {
        if (!all.options.concurrentFencing() && !fencings.isEmpty()) {
            sheet.order(ActionOrdering.of(fencings.getLast().end(), fencing.end()));
        }
        fencings.add(fencing);
    }

    /** The planning node goes last, so that somebody plans until the end. */
    private void leaderLast(Sketch leaderGoes) {
        if (leaderGoes.verb == Verb.SHUTDOWN) {
            shutdowns.forEach(shutdown -> sheet.order(ActionOrdering.of(shutdown.end(), leaderGoes.end())));
        }
        if (all.options.concurrentFencing()) {
            fencings.forEach(fencing -> sheet.order(ActionOrdering.of(fencing.end(), leaderGoes.end())));
        } else if (!fencings.isEmpty()) {
            sheet.order(ActionOrdering.of(fencings.getLast().end(), leaderGoes.end()));
        }
    }

    private Sketch fence(NodeStanding node) {
        Sketch fencing = sheet.fencing(node.name());
        fencing.required = true;
        fencing.fencing = all.options.fencingAction().equals("off") ? FencingOperation.OFF : FencingOperation.REBOOT;
        String why = sheet.fences().getOrDefault(node.name(), "node is unclean");
        fencing.why = new ActionReason.NodeMustBeOff(node.name(), why);
        if (node.isLost() && !all.options.priorityFencingDelay().isZero()) {
            fencing.details.put(
                    "priority_fencing_delay", Long.toString(delay(node).toSeconds()));
        }
        situation.top().forEach(unit -> orderAround(unit, fencing, node.name()));
        return fencing;
    }

    /**
     * Where two halves of a cluster fence each other, the one with the more important resources wins, because its
     * fencing waits for a while; there is no need for that where we are the majority.
     */
    private Duration delay(NodeStanding target) {
        List<NodeStanding> members = situation.nodes().values().stream()
                .filter(node -> !node.isRemote())
                .toList();
        IntSummaryStatistics priorities =
                members.stream().mapToInt(NodeStanding::priority).summaryStatistics();
        long online = members.stream().filter(NodeStanding::online).count();
        boolean waits = !target.isRemote()
                && !target.online()
                && 2 * online <= members.size()
                && priorities.getMin() != priorities.getMax()
                && target.priority() == priorities.getMax();
        return waits ? all.options.priorityFencingDelay() : Duration.ZERO;
    }

    /**
     * A guest is fenced by what it runs in being stopped: this is but the point at which that has happened, for others
     * to wait for.
     */
    private void fenceGuest(NodeStanding node) {
        Unit connection = situation.connection(node.name()).orElseThrow();
        Unit container = situation.launcher(connection).orElseThrow();
        Sketch fencing = sheet.fencing(node.name());
        fencing.required = true;
        fencing.pseudo = true;
        fencing.why = new ActionReason.NodeMustBeOff(node.name(), "guest is unclean");
        fencing.details.put("container", container.id().toString());
        fencing.fencing = sheet.of(container, Verb.START).isEmpty() ? FencingOperation.OFF : FencingOperation.REBOOT;
        Optional<Sketch> stop = sheet.of(container, Verb.STOP).stream().findFirst();
        NodeName host = stop.map(s -> s.node).orElse(null);
        if (stop.isPresent() && stop.get().pseudo && host != null) {
            impliedBy(sheet.fencing(host), fencing);
        } else if (stop.isPresent()) {
            impliedBy(stop.get(), fencing);
        } else {
            // It is thought to be down already; a look at what it runs in may yet tell otherwise.
            sheet.of(connection, Verb.STOP).stream()
                    .findFirst()
                    .ifPresent(closing -> sheet.order(ActionOrdering.of(closing.end(), fencing.end())));
        }
        situation.top().forEach(unit -> orderAround(unit, fencing, node.name()));
    }

    private void impliedBy(Sketch first, Sketch fencing) {
        sheet.order(ActionOrdering.of(
                first.end(), fencing.end(), Effect.BLOCKED_FIRST_BLOCKS_THEN, Effect.FIRST_REQUIRES_THEN));
    }

    private void orderAround(Unit unit, Sketch fencing, NodeName target) {
        if (unit instanceof Unit.Instance instance) {
            if (sheet.isManaged(instance)) {
                startsAfter(instance, fencing, target);
                stopsAfter(instance, fencing, target);
            }
        } else {
            unit.children().forEach(child -> orderAround(child, fencing, target));
        }
    }

    private void startsAfter(Unit.Instance instance, Sketch fencing, NodeName target) {
        boolean unknown = !situation.standing(instance).known().contains(target);
        for (Sketch action : sheet.of(instance)) {
            if (action.needs.fencing()) {
                order(fencing, action);
            } else if (action.needs == Requires.QUORUM
                    && action.verb == Verb.START
                    && unknown
                    && all.placement.of(instance).allowed().contains(target)) {
                // Nobody knows whether it runs there: the only safe course is to wait.
                sheet.order(ActionOrdering.of(fencing.end(), action.end(), Effect.BLOCKED_FIRST_BLOCKS_THEN));
            }
        }
    }

    private void stopsAfter(Unit.Instance instance, Sketch fencing, NodeName target) {
        boolean waits = situation.standing(instance).requires().fencing()
                || situation.node(target).isGuest();
        // Of what is active on several nodes, the stop thought of last stands for all of it.
        Optional<Sketch> aroundStop =
                sheet.of(situation.topOf(instance), Verb.STOP).stream().reduce((_, last) -> last);
        for (Sketch stop : sheet.of(instance, Verb.STOP)) {
            if (stop.isOn(target)) {
                implied(stop, fencing);
                if (instance.definition().flag("notify", false)
                        && situation.cloneOf(instance).isPresent()) {
                    new DraftNotices(sheet, situation).afterFencing(instance, fencing);
                }
                if (waits) {
                    order(fencing, stop);
                    aroundStop
                            .filter(around -> around.number != stop.number)
                            .ifPresent(around -> order(fencing, around));
                }
            }
        }
        boolean trusted = situation.node(target).online() && !sheet.isUnclean(target);
        for (Sketch demote : sheet.of(instance, Verb.DEMOTE)) {
            if (demote.isOn(target) && (!trusted || situation.standing(instance).failed())) {
                implied(demote, fencing);
                if (waits) {
                    order(fencing, demote);
                }
            }
        }
    }

    /** It cannot be done there any more, and need not be. */
    private static void implied(Sketch action, Sketch fencing) {
        action.pseudo = true;
        action.blocked = false;
        if (action.why instanceof PlacementReason.NodeOffline) {
            action.why = null;
            action.own = fencing.why;
        }
    }

    private void order(Sketch first, Sketch then) {
        sheet.order(ActionOrdering.of(first.end(), new Single(then.number)));
    }

    private Sketch shutDown(NodeStanding node) {
        Sketch shutdown = sheet.onNode(Verb.SHUTDOWN, node.name());
        shutdown.required = true;
        shutdown.own = new ActionReason.NodeLeaves(node.name());
        shutdown.details.put("op_no_wait", "true");
        for (Sketch stop : List.copyOf(sheet.all())) {
            Unit unit = stop.unit;
            if (stop.verb != Verb.STOP || unit == null || !stop.isOn(node.name()) || node.maintenance()) {
                continue;
            }
            var standing = situation.standing(unit);
            // What a person must clean up holds the node back; what nobody manages does not.
            boolean leftAlone = standing.maintenance() || (!sheet.isManaged(unit) && !standing.blocked());
            if (!leftAlone) {
                stop.required = true;
                sheet.order(ActionOrdering.of(stop.end(), shutdown.end(), Effect.BLOCKED_FIRST_BLOCKS_THEN));
            }
        }
        return shutdown;
    }
}
