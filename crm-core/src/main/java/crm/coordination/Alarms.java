package crm.coordination;

import crm.alert.Alert;
import crm.alert.AlertRule;
import crm.journal.Entry.AlertsTold;
import crm.journal.Untold;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far a leader is with telling the world what happened.
 *
 * @param raisedUpTo the journal index up to which it has raised alerts
 * @param open alerts that were raised and are not told yet, in their order
 */
public record Alarms(long raisedUpTo, List<Open> open) {

    static final Alarms NONE = new Alarms(0, List.of());

    public Alarms {
        open = List.copyOf(open);
    }

    /** An alert that is not told yet, and the journal index of what it is about. */
    public record Open(String id, long index) {}

    /** Raises what nobody has raised in this term, and what no leader before is known to have told. */
    Alarms raise(Turn turn) {
        Untold untold = turn.facts().agreed().untold();
        var opened = new ArrayList<>(open);
        long upTo = raisedUpTo;
        for (Untold.Happening happening : untold.happenings()) {
            if (happening.index() > raisedUpTo) {
                Optional<Alert> alert =
                        AlertRule.of(happening, turn.facts().self().name());
                alert.ifPresent(a -> {
                    turn.command(new Command.Raise(a));
                    opened.add(new Open(a.id(), happening.index()));
                });
                upTo = Math.max(upTo, happening.index());
            }
        }
        return new Alarms(upTo, opened);
    }

    /** Told, as far as it can be: an alert program that fails is not run again, as with Pacemaker. */
    Alarms told(Alert alert) {
        return new Alarms(
                raisedUpTo,
                open.stream().filter(o -> !o.id().equals(alert.id())).toList());
    }

    /** Puts into the journal what was told, not for each alert but now and then, and without anything waiting for it. */
    void note(Turn turn) {
        long told = open.isEmpty() ? raisedUpTo : open.getFirst().index() - 1;
        boolean isNews = turn.facts().agreed().untold().happenings().stream().anyMatch(h -> h.index() <= told);
        if (isNews) {
            turn.append(List.of(new AlertsTold(turn.now(), told)));
        }
    }
}
