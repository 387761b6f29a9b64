package crm.journal;

import crm.journal.Entry.AlertsTold;
import crm.journal.Entry.AttributeChanged;
import crm.journal.Entry.ConfigurationChanged;
import crm.journal.Entry.FencingDrilled;
import crm.journal.Entry.FencingFailed;
import crm.journal.Entry.FencingRequested;
import crm.journal.Entry.FencingWithdrawn;
import crm.journal.Entry.HistoryCleared;
import crm.journal.Entry.LeadershipTaken;
import crm.journal.Entry.MoveEnded;
import crm.journal.Entry.MoveRequested;
import crm.journal.Entry.NodeAdmitted;
import crm.journal.Entry.NodeEnrolled;
import crm.journal.Entry.NodeFenced;
import crm.journal.Entry.NodeJoined;
import crm.journal.Entry.NodeLeft;
import crm.journal.Entry.NodeLost;
import crm.journal.Entry.NodePowered;
import crm.journal.Entry.NodeQuarantined;
import crm.journal.Entry.NodeRemoved;
import crm.journal.Entry.OperationEnded;
import crm.journal.Entry.QuarantineEnded;
import crm.journal.Entry.ReceiptOrdered;
import crm.journal.Entry.ReceiptPrinted;
import crm.journal.Entry.RemovalRequested;
import crm.journal.Entry.TransitionBegun;
import crm.journal.Entry.TransitionEnded;
import crm.journal.Incident.Kind;
import crm.journal.Incident.Line;
import crm.model.InstanceId;
import crm.model.NodeName;
import crm.state.OperationRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes the story of incidents as entries come. An incident opens with a lost node or a failed operation, and ends
 * with the first plan that is carried out to its end while no node waits for its proof.
 */
final class IncidentLog {

    private static final int KEPT = 50;
    private static final int LINES_KEPT = 60;

    private final List<Incident> incidents;

    IncidentLog(List<Incident> before) {
        incidents = new ArrayList<>(before);
    }

    List<Incident> result() {
        return incidents;
    }

    void tell(Entry entry, boolean fencingOpen) {
        switch (entry) {
            case NodeLost lost -> lost(lost);
            case FencingRequested asked ->
                add(asked.at(), Kind.DECIDED, asked.node() + " must be proven off: " + asked.why());
            case FencingFailed failed -> add(failed.at(), Kind.TROUBLE, Telling.notOff(failed));
            case NodeFenced fenced -> add(fenced.at(), Kind.PROVEN, Telling.off(fenced));
            case FencingWithdrawn withdrawn ->
                add(withdrawn.at(), Kind.DECIDED, withdrawn.node() + " need not be off: " + withdrawn.why());
            case NodeQuarantined quarantined ->
                add(
                        quarantined.at(),
                        Kind.DECIDED,
                        quarantined.node() + " stays off: it was fenced " + quarantined.fencings() + " times within "
                                + quarantined.within().toMinutes() + " min");
            case TransitionBegun begun -> begun.causes().forEach(cause -> add(begun.at(), Kind.DECIDED, cause));
            case OperationEnded ended -> operation(ended.operation(), ended.at());
            case TransitionEnded ended -> {
                if (ended.complete() && !fencingOpen) {
                    close(ended.at(), ended.away());
                }
            }
            case NodePowered powered -> add(powered.at(), Kind.DONE, powered.node() + " was given power again");
            case NodeJoined joined -> add(joined.at(), Kind.SEEN, joined.node() + " is back");
            case ConfigurationChanged _,
                    LeadershipTaken _,
                    NodeLeft _,
                    NodeEnrolled _,
                    NodeAdmitted _,
                    RemovalRequested _,
                    NodeRemoved _,
                    QuarantineEnded _,
                    FencingDrilled _,
                    HistoryCleared _,
                    AttributeChanged _,
                    MoveRequested _,
                    MoveEnded _,
                    AlertsTold _,
                    ReceiptOrdered _,
                    ReceiptPrinted _ -> {}
        }
    }

    private void lost(NodeLost lost) {
        openIfNone(lost.firstSign(), lost.sign().title(lost.node()), Optional.of(lost.node()));
        add(lost.firstSign(), Kind.SEEN, lost.evidence());
    }

    private void operation(OperationRecord operation, Instant at) {
        if (OperationFold.failed(operation)) {
            openIfNone(at, operation.instance() + " failed on " + operation.node(), Optional.empty());
            add(at, Kind.SEEN, Telling.failure(operation));
            return;
        }
        if (operation.agent().isFencing()) {
            // A node that looks after a fence device serves nobody: its coming and going is no outage.
            if (operation.task().equals("start")) {
                add(at, Kind.DONE, operation.instance() + " is looked after by " + operation.node());
            }
            return;
        }
        switch (operation.task()) {
            case "start" -> add(at, Kind.DONE, operation.instance() + " started on " + operation.node());
            case "stop" -> add(at, Kind.DONE, operation.instance() + " stopped on " + operation.node());
            case "promote" -> add(at, Kind.DONE, operation.instance() + " promoted on " + operation.node());
            case "demote" -> add(at, Kind.DONE, operation.instance() + " demoted on " + operation.node());
            default -> {
                // Probes and monitors that found what was expected are no part of the story.
            }
        }
    }

    private void openIfNone(Instant trigger, String title, Optional<NodeName> victim) {
        if (open().isPresent()) {
            return;
        }
        int number = incidents.isEmpty() ? 1 : incidents.getLast().number() + 1;
        incidents.add(
                new Incident(number, title, trigger, List.of(), Optional.empty(), Optional.empty(), title, victim));
        while (incidents.size() > KEPT) {
            incidents.removeFirst();
        }
    }

    private Optional<Incident> open() {
        return incidents.isEmpty() || incidents.getLast().ended().isPresent()
                ? Optional.empty()
                : Optional.of(incidents.getLast());
    }

    private void add(Instant at, Kind kind, String text) {
        open().ifPresent(incident -> {
            // The same cause moves plan after plan, and the same trouble attempt after attempt: once is enough.
            boolean repeats = kind == Kind.TROUBLE || kind == Kind.DECIDED;
            boolean repeated = repeats
                    && incident.lines().stream()
                            .anyMatch(l -> l.kind() == kind && l.text().equals(text));
            if (!repeated && incident.lines().size() < LINES_KEPT) {
                var lines = new ArrayList<>(incident.lines());
                lines.add(new Line(at, kind, text));
                incidents.set(incidents.size() - 1, with(incident, lines));
            }
        });
    }

    private static Incident with(Incident i, List<Line> lines) {
        return new Incident(
                i.number(), i.title(), i.trigger(), lines, i.outage(), i.ended(), i.sentence(), i.victim(), i.away());
    }

    private void close(Instant at, List<InstanceId> away) {
        open().ifPresent(incident -> {
            Optional<Line> lastStart = incident.lines().stream()
                    .filter(l -> l.kind() == Kind.DONE && l.text().contains(" started on "))
                    .reduce((a, b) -> b);
            Optional<Duration> outage = lastStart.map(l -> Duration.between(incident.trigger(), l.at()));
            String sentence = incident.title()
                    + lastStart
                            .map(l -> String.format(
                                    Locale.ROOT, "; %s after %.1f s", l.text(), seconds(incident.trigger(), l.at())))
                            .orElse(away.isEmpty() ? "; no service was away" : "")
                    + stillAway(away);
            incidents.set(
                    incidents.size() - 1,
                    new Incident(
                            incident.number(),
                            incident.title(),
                            incident.trigger(),
                            incident.lines(),
                            outage,
                            Optional.of(at),
                            sentence,
                            incident.victim(),
                            away));
        });
    }

    /** An incident is over when nothing more can be done about it; that need not be a good end. */
    private static String stillAway(List<InstanceId> away) {
        return away.isEmpty()
                ? ""
                : "; "
                        + String.join(
                                ", ", away.stream().map(InstanceId::toString).toList())
                        + (away.size() == 1 ? " does" : " do") + " not run, and nothing more can be done by itself";
    }

    private static double seconds(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toMillis()) / 1000.0;
    }
}
