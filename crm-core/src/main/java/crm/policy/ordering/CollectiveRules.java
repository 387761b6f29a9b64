package crm.policy.ordering;

import crm.model.Role;
import crm.policy.action.DraftedAction;
import crm.policy.constraint.ColocationIndex;
import crm.policy.constraint.Together;
import crm.policy.constraint.Verb;
import crm.policy.situation.Situation;
import crm.policy.situation.Unit;
import crm.transition.ObstacleReason;
import crm.transition.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What members' marks make of their collective's points, and what a resource that cannot start means for those who
 * must be with it.
 */
final class CollectiveRules {

    private static final List<Verb> DEEDS = List.of(Verb.START, Verb.STOP, Verb.PROMOTE, Verb.DEMOTE);

    private static final String NOTIFY = "_notify_";

    private final LinkActions linked;
    private final Situation situation;
    private final ColocationIndex colocations;
    private final MarkBoard board;

    CollectiveRules(LinkActions linked, Situation situation, ColocationIndex colocations, MarkBoard board) {
        this.linked = linked;
        this.situation = situation;
        this.colocations = colocations;
        this.board = board;
    }

    /** What cannot be done as a whole because members have no such action at all. */
    void begin() {
        for (Unit unit : situation.units()) {
            switch (unit) {
                case Unit.Instance _ -> {}
                case Unit.GroupUnit group -> {
                    for (Verb verb : List.of(Verb.START, Verb.PROMOTE)) {
                        if (group.members().stream()
                                .anyMatch(member ->
                                        linked.find(member.index(), verb).isEmpty())) {
                            completion(group, verb).forEach(this::block);
                            linked.find(group.index(), verb)
                                    .forEach(point -> board.add(point.number(), Mark.PARTS_BLOCKED));
                        }
                    }
                }
                case Unit.CloneUnit _, Unit.BundleUnit _ -> {
                    for (Verb verb : DEEDS) {
                        if (actors(unit, verb).stream()
                                .allMatch(actor ->
                                        linked.find(actor.index(), verb).isEmpty())) {
                            points(unit, verb).forEach(this::block);
                        }
                    }
                }
            }
        }
    }

    /** Whose doings are meant by what a collective does: a bundle's containers start, what runs in them is promoted. */
    private static List<? extends Unit> actors(Unit collective, Verb deed) {
        if (!(collective instanceof Unit.BundleUnit bundle)) {
            return collective.children();
        }
        boolean role = deed == Verb.PROMOTE || deed == Verb.DEMOTE;
        return role ? bundle.contained().map(Unit.CloneUnit::copies).orElse(List.of()) : bundle.containers();
    }

    private static boolean acts(Unit unit, Unit collective, Verb deed) {
        return !(collective instanceof Unit.BundleUnit)
                || actors(collective, deed).stream().anyMatch(actor -> actor.index() == unit.index());
    }

    /** The beginning and the end of what a collective does, and when it is told of. */
    private List<Integer> points(Unit unit, Verb deed) {
        var points = new ArrayList<Integer>();
        linked.find(unit.index(), deed).forEach(point -> points.add(point.number()));
        linked.find(unit.index(), deed.completion()).forEach(point -> points.add(point.number()));
        for (DraftedAction notice : linked.notices(unit.index())) {
            if (notice.deed() == deed) {
                points.add(notice.number());
            }
        }
        return points;
    }

    /** The point at which a collective has done it: other than its beginning, nobody may reach it in vain. */
    private List<Integer> completion(Unit unit, Verb deed) {
        return linked.find(unit.index(), deed.completion()).stream()
                .map(DraftedAction::number)
                .toList();
    }

    /** Passes an action's marks on. */
    void apply(DraftedAction action) {
        if (action.unit().isEmpty()) {
            return;
        }
        Unit unit = situation.units().get(action.unit().getAsInt());
        situation.parent(unit).ifPresent(parent -> passUp(action, unit, parent));
        situation.bundleOf(unit).ifPresent(bundle -> passUp(action, unit, bundle));
        boolean comes = action.verb() == Verb.START || action.verb() == Verb.PROMOTE;
        if (comes && board.has(action.number(), Mark.BLOCKED)) {
            blockDependents(action, unit);
        }
    }

    private void passUp(DraftedAction action, Unit unit, Unit parent) {
        Verb deed = action.deed();
        if (!DEEDS.contains(deed)
                || !action.interval().isZero()
                || action.label().isPresent()
                || !acts(unit, parent, deed)) {
            return;
        }
        List<Integer> points = points(parent, deed);
        Mark needed = action.verb() == deed
                        && situation.units().get(action.unit().orElseThrow()).isCollective()
                ? Mark.PART_REQUIRED
                : Mark.REQUIRED;
        if (board.has(action.number(), needed)) {
            for (int point : points) {
                board.add(point, Mark.REQUIRED);
                board.add(point, Mark.PART_REQUIRED);
            }
        }
        if (action.verb() == deed) {
            if (parent instanceof Unit.GroupUnit) {
                if (board.has(action.number(), Mark.BLOCKED)) {
                    completion(parent, deed).forEach(this::block);
                }
            }
        }
        if (!(parent instanceof Unit.GroupUnit)) {
            points.stream().filter(point -> noneCan(parent, point)).forEach(this::block);
        }
        // What waits for an instance on its own node must hear of each of them.
        points.forEach(board::look);
    }

    private void block(int point) {
        board.add(point, Mark.BLOCKED);
        board.add(point, Mark.PARTS_BLOCKED);
    }

    /** Whether no instance can reach what a point stands for: an instance that is a group has such a point itself. */
    private boolean noneCan(Unit parent, int point) {
        DraftedAction whole = linked.actions().get(point);
        return actors(parent, whole.deed()).stream()
                .allMatch(child ->
                        linked.find(child.index(), child.isCollective() ? reached(whole) : whole.deed()).stream()
                                .allMatch(action -> board.has(
                                        action.number(), child.isCollective() ? Mark.PARTS_BLOCKED : Mark.BLOCKED)));
    }

    /** What a point marks, of a notification what it tells of. */
    private static Verb reached(DraftedAction point) {
        return point.label()
                .map(label -> label.substring(label.indexOf(NOTIFY) + NOTIFY.length()))
                .flatMap(Verb::parse)
                .orElse(point.verb());
    }

    /** If a resource, or every instance of it, cannot come up, neither can those who must be with it. */
    private void blockDependents(DraftedAction action, Unit unit) {
        Unit primary = situation.topOf(unit);
        for (Unit child : primary.children()) {
            boolean gone = !linked.find(child.index(), action.verb()).isEmpty()
                    && linked.find(child.index(), action.verb()).stream()
                            .allMatch(a -> board.has(a.number(), Mark.BLOCKED));
            if (!gone) {
                return;
            }
        }
        for (Together together : colocations.ownAsPrimary(primary)) {
            boolean promotion = together.primaryRole().equals(Optional.of(Role.PROMOTED));
            // Who cannot start cannot be promoted either.
            if (!together.score().isInfinite() || (action.verb() == Verb.PROMOTE && !promotion)) {
                continue;
            }
            Verb verb = together.dependentRole().equals(Optional.of(Role.PROMOTED)) ? Verb.PROMOTE : Verb.START;
            block(
                    situation.units().get(together.dependent()),
                    verb,
                    new ObstacleReason.ColocationBlocked(primary.id()));
        }
    }

    private void block(Unit dependent, Verb verb, Reason why) {
        for (DraftedAction action : linked.find(dependent.index(), verb)) {
            board.add(action.number(), Mark.BLOCKED, why);
        }
        dependent.children().forEach(child -> block(child, verb, why));
    }
}
