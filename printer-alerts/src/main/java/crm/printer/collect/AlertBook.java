package crm.printer.collect;

import crm.journal.Incident;
import crm.journal.Incident.Line;
import crm.model.InstanceId;
import crm.model.NodeName;
import crm.printer.collect.Noted.Known;
import crm.printer.collect.Noted.Lost;
import crm.printer.collect.Noted.Runs;
import crm.printer.collect.Noted.Taken;
import crm.printer.collect.Noted.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Notes what Pacemaker tells, each happening once, and gives what belongs together when it has been quiet for a while. Used
 * by one thread.
 */
final class AlertBook {

    /** An incident that never ends is printed in parts. */
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final Duration quiet;
    private final News news = new News();
    private final List<Entry> open = new ArrayList<>();
    private final Whereabouts whereabouts = new Whereabouts();
    private Instant lastNoted = Instant.MIN;
    private Instant firstNoted = Instant.MIN;

    private record Entry(PacemakerAlert alert, Line line) {}

    /** @param quiet for so long nothing must have happened before an incident counts as over */
    AlertBook(Duration quiet) {
        this.quiet = quiet;
    }

    /** What taking it would change, as far as anybody will want to know. */
    Optional<Noted> noted(PacemakerAlert alert, Instant now) {
        if (alert.line().isEmpty()) {
            return Optional.empty();
        }
        return news.has(alert)
                ? Optional.of(new Taken(alert, now))
                : news.repeated(alert).map(told -> told);
    }

    /** Notes an alert if it is news and worth a line. */
    void take(PacemakerAlert alert, Instant now) {
        if (alert.line().isEmpty()) {
            return;
        }
        if (!news.has(alert)) {
            news.repeated(alert).ifPresent(news::recall);
            return;
        }
        news.told(alert);
        alert.line().ifPresent(line -> {
            if (open.isEmpty()) {
                firstNoted = now;
            }
            open.add(new Entry(alert, line));
            lastNoted = now;
        });
    }

    /** Whether nothing is noted that has not been given away as an incident. */
    boolean isEmpty() {
        return open.isEmpty();
    }

    /** Whether what was noted is complete: it has been quiet for long enough, or it takes too long. */
    boolean isOver(Instant now) {
        if (now.isBefore(lastNoted)) {
            // Somebody set the clock back. How much time has passed is not known: it begins anew.
            lastNoted = now;
            firstNoted = now;
        }
        return !open.isEmpty() && !now.isBefore(over());
    }

    /** Since when it was complete, or will be if nothing is added. */
    Instant over() {
        Instant silent = lastNoted.plus(quiet);
        Instant tooLong = firstNoted.plus(LONGEST);
        return silent.isBefore(tooLong) ? silent : tooLong;
    }

    /** All that must be known to go on if nothing is noted that was not given away. */
    List<Known> known() {
        return Stream.concat(news.known(), whereabouts.known()).toList();
    }

    /** Notes what an earlier life knew. */
    void recall(Known before) {
        switch (before) {
            case Lost lost -> news.recall(lost);
            case Told told -> news.recall(told);
            case Runs runs -> whereabouts.recall(runs);
        }
    }

    /**
     * Gives what was noted as one incident; from now on the next one is noted.
     *
     * @param number of the incident
     * @param since when it was over
     * @return empty if nothing was noted
     */
    Optional<Incident> close(int number, Instant since) {
        if (open.isEmpty()) {
            return Optional.empty();
        }
        open.sort(Comparator.comparing(entry -> entry.alert().at()));
        List<InstanceId> gone =
                whereabouts.goneAfter(open.stream().map(Entry::alert).toList());
        Incident incident = incident(List.copyOf(open), gone, number, since);
        open.clear();
        return Optional.of(incident);
    }

    private static Incident incident(List<Entry> noted, List<InstanceId> gone, int number, Instant since) {
        List<Line> lines = noted.stream().map(Entry::line).toList();
        Instant trigger = lines.getFirst().at();
        boolean trouble = lines.getFirst().kind() != Incident.Kind.DONE
                && !noted.getFirst().alert().isReturn();
        // Somebody who stops a service on purpose does not wait for it.
        List<InstanceId> away = trouble ? gone : List.of();
        Optional<Entry> lastStart =
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
        return new Incident(number, title, trigger, lines, outage, Optional.of(since), sentence + end, victim, away);
    }
}
