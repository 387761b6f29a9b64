package crm.printer.collect;

import crm.journal.Incident;
import crm.journal.Incident.Line;
import crm.model.InstanceId;
import crm.model.NodeName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Notes what Pacemaker tells, each happening once, and gives what belongs together when it has been quiet for a while.
 * Pacemaker calls the agents of a lost node and of a fencing on every node: the loss is news only if the node was not known
 * to be lost, the fencing only if its reference is new. Used by one thread.
 */
final class AlertBook {

    /** Far more than happens while anybody still tells of it. */
    private static final int REMEMBERED = 10_000;

    /** An incident that never ends is printed in parts. */
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final Duration quiet;
    private final Set<String> lost = new HashSet<>();
    private final LinkedHashSet<String> told = new LinkedHashSet<>();
    private final List<Noted> open = new ArrayList<>();
    private final Whereabouts whereabouts = new Whereabouts();
    private Instant lastNoted = Instant.MIN;
    private Instant firstNoted = Instant.MIN;

    private record Noted(PacemakerAlert alert, Line line) {}

    /** @param quiet for so long nothing must have happened before an incident counts as over */
    AlertBook(Duration quiet) {
        this.quiet = quiet;
    }

    /** Notes an alert if it is news and worth a line. */
    void take(PacemakerAlert alert, Instant now) {
        if (!isNews(alert)) {
            return;
        }
        alert.line().ifPresent(line -> {
            if (open.isEmpty()) {
                firstNoted = now;
            }
            open.add(new Noted(alert, line));
            lastNoted = now;
        });
    }

    private boolean isNews(PacemakerAlert alert) {
        if (alert.isLoss()) {
            return lost.add(alert.node());
        }
        if (alert.isReturn()) {
            // At its start a node tells of every other one that it is there.
            return lost.remove(alert.node());
        }
        if (alert.identity().isEmpty()) {
            return true;
        }
        boolean fresh = told.add(alert.identity());
        if (told.size() > REMEMBERED) {
            told.removeFirst();
        }
        return fresh;
    }

    /**
     * What belongs together, once it is over.
     *
     * @param number of the incident
     */
    Optional<Incident> due(Instant now, int number) {
        boolean over =
                !open.isEmpty() && (!now.isBefore(lastNoted.plus(quiet)) || !now.isBefore(firstNoted.plus(LONGEST)));
        if (!over) {
            return Optional.empty();
        }
        open.sort(Comparator.comparing(noted -> noted.alert().at()));
        List<InstanceId> gone =
                whereabouts.goneAfter(open.stream().map(Noted::alert).toList());
        Incident incident = incident(List.copyOf(open), gone, number);
        open.clear();
        return Optional.of(incident);
    }

    private static Incident incident(List<Noted> noted, List<InstanceId> gone, int number) {
        List<Line> lines = noted.stream().map(Noted::line).toList();
        Instant trigger = lines.getFirst().at();
        boolean trouble = lines.getFirst().kind() != Incident.Kind.DONE
                && !noted.getFirst().alert().isReturn();
        // Somebody who stops a service on purpose does not wait for it.
        List<InstanceId> away = trouble ? gone : List.of();
        Optional<Noted> lastStart =
                noted.stream().filter(one -> one.alert().isStart()).reduce((before, after) -> after);
        Optional<Duration> outage = lastStart
                .filter(start -> trouble)
                .map(start -> Duration.between(trigger, start.alert().at()));
        String title = lines.getFirst().text();
        String sentence = lastStart
                .filter(start -> trouble)
                .map(start -> title + "; " + start.line().text() + " after "
                        + String.format(
                                Locale.ROOT,
                                "%.1f s",
                                outage.orElse(Duration.ZERO).toMillis() / 1000.0))
                .orElse(title);
        String end = away.isEmpty()
                ? ""
                : away.stream().map(InstanceId::toString).collect(Collectors.joining(", ", "; nowhere now: ", ""));
        Optional<NodeName> victim = noted.stream()
                .filter(one -> one.alert().isLoss())
                .map(one -> one.alert().node())
                .filter(name -> !name.isEmpty())
                .map(NodeName::new)
                .findFirst();
        return new Incident(
                number,
                title,
                trigger,
                lines,
                outage,
                Optional.of(lines.getLast().at()),
                sentence + end,
                victim,
                away);
    }
}
