package crm.policy.action;

import crm.policy.constraint.ActionOrdering;
import crm.policy.constraint.Effect;
import crm.policy.constraint.Verb;
import crm.policy.situation.Situation;
import crm.policy.situation.Unit;
import crm.transition.ActionReason;
import java.util.List;

/**
 * Drafts the points between which the instances of a clone that wants so are told of what is about to be done to their
 * peers and of what was done. Who is told is known only once it is settled what is done at all.
 */
final class DraftNotices {

    private final ActionSheet sheet;
    private final Situation situation;

    DraftNotices(ActionSheet sheet, Situation situation) {
        this.sheet = sheet;
        this.situation = situation;
    }

    /** The points before and after one kind of doing. */
    private record Notices(Sketch before, Sketch afterwards) {}

    void draft(Unit.CloneUnit clone) {
        if (!clone.options().notifies()) {
            return;
        }
        Notices start = around(clone, Verb.START);
        Notices stop = around(clone, Verb.STOP);
        sheet.order(ActionOrdering.of(stop.afterwards.end(), start.before.end()));
        if (clone.options().promotable()) {
            Notices promote = around(clone, Verb.PROMOTE);
            Notices demote = around(clone, Verb.DEMOTE);
            for (Notices earlier : List.of(stop, start, demote)) {
                sheet.order(ActionOrdering.of(earlier.afterwards.end(), promote.before.end()));
            }
            sheet.order(ActionOrdering.of(demote.afterwards.end(), start.before.end()));
            sheet.order(ActionOrdering.of(demote.afterwards.end(), stop.before.end()));
        }
    }

    private Notices around(Unit.CloneUnit clone, Verb deed) {
        Sketch action = sheet.point(clone, deed);
        Sketch complete = sheet.point(clone, deed.completion());
        Sketch before = notice(clone, Verb.NOTIFY, "pre_notify_" + deed);
        Sketch told = notice(clone, Verb.NOTIFIED, "confirmed-pre_notify_" + deed);
        sheet.order(ActionOrdering.of(before.end(), told.end()));
        sheet.order(ActionOrdering.of(told.end(), action.end()));
        boolean inVain = deed == Verb.START && !comesUp(clone);
        After after = after(clone, complete, deed.completion().toString(), inVain);
        sheet.order(ActionOrdering.of(told.end(), after.tell.end()));
        return new Notices(before, after.told);
    }

    /** A fenced node's instance stops without being asked to: its peers are told once the node is fenced. */
    void afterFencing(Unit.Instance instance, Sketch fencing) {
        after(instance, fencing, fencing.verb.toString(), false);
    }

    /** The points between which it is told that something was done. */
    private record After(Sketch tell, Sketch told) {}

    private After after(Unit unit, Sketch complete, String task, boolean inVain) {
        Sketch tell = notice(unit, Verb.NOTIFY, "post_notify_" + task);
        Sketch told = notice(unit, Verb.NOTIFIED, "confirmed-post_notify_" + task);
        tell.blocked = inVain;
        told.blocked = inVain;
        sheet.order(ActionOrdering.of(complete.end(), tell.end(), Effect.FIRST_REQUIRES_THEN));
        sheet.order(ActionOrdering.of(tell.end(), told.end(), Effect.FIRST_REQUIRES_THEN));
        return new After(tell, told);
    }

    private Sketch notice(Unit unit, Verb verb, String label) {
        Sketch notice = sheet.labelled(unit, verb, label);
        notice.pseudo = true;
        notice.blocked = false;
        notice.own = new ActionReason.Waypoint(unit.id());
        notice.details.put(
                "notify_type", label.startsWith("post") || label.startsWith("confirmed-post") ? "post" : "pre");
        notice.details.put("notify_key_type", label.substring(0, label.indexOf("_notify_")));
        String task = label.substring(label.indexOf("_notify_") + "_notify_".length());
        notice.details.put("notify_key_operation", task);
        notice.details.put(
                "notify_operation",
                Verb.parse(task)
                        .filter(v -> v != Verb.FENCE)
                        .map(Verb::deed)
                        .orElse(Verb.STOP)
                        .toString());
        return notice;
    }

    private boolean comesUp(Unit unit) {
        return situation.isActive(unit)
                || sheet.of(unit, Verb.START).stream()
                        .anyMatch(start -> start.required && !start.blocked && !start.pseudo)
                || unit.children().stream().anyMatch(this::comesUp);
    }
}
