package crm.cli.render;

import crm.journal.Incident;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/** Incidents as text: a list of all, and the story of one. */
public record HistoryText(Ink ink, ZoneId zone) {

    /** One paragraph for each. */
    public String list(List<Incident> incidents) {
        var page = new Page(ink);
        var times = new Times(zone);
        if (incidents.isEmpty()) {
            page.line("Nothing has happened yet.");
        }
        for (Incident incident : incidents) {
            page.line(ink.bold("#" + incident.number() + " " + incident.title()) + ", "
                    + times.moment(incident.trigger())
                    + (incident.ended().isEmpty() ? ink.attention(", it goes on") : ""));
            page.line("    " + incident.sentence());
            incident.outage().ifPresent(o -> page.line("    Services were away for " + Times.span(o) + "."));
        }
        return page.text();
    }

    /** What was seen, proven, decided and done, each with the time since the first sign. */
    public String story(Incident incident) {
        var page = new Page(ink);
        var times = new Times(zone);
        page.line(ink.bold("#" + incident.number() + " " + incident.title()));
        page.line(incident.sentence());
        page.line("First sign: " + times.moment(incident.trigger()));
        page.gap();
        for (Incident.Line line : incident.lines()) {
            String kind = String.format("%-7s", line.kind().name().toLowerCase(Locale.ROOT));
            page.line(times.clock(line.at()) + "  " + offset(Duration.between(incident.trigger(), line.at())) + "  "
                    + (line.kind() == Incident.Kind.TROUBLE ? ink.attention(kind) : kind) + "  " + line.text());
        }
        page.gap();
        incident.outage().ifPresent(o -> page.line("Services were away for " + Times.span(o) + "."));
        page.line(incident.ended()
                .map(e -> "Over after " + Times.span(Duration.between(incident.trigger(), e)) + ".")
                .orElse("It goes on."));
        return page.text();
    }

    /** {@code +0.412s}; seconds to three places, aligned. */
    private static String offset(Duration since) {
        return String.format(Locale.ROOT, "%+9.3fs", since.toMillis() / 1000.0);
    }
}
