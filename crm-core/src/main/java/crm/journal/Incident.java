package crm.journal;

import crm.model.InstanceId;
import crm.model.NodeName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Entries that belong together, from the first sign of trouble to its end, as people are told of them.
 *
 * @param number counts incidents of this cluster from one
 * @param title what happened, a few words: {@code pi2 lost its cable}
 * @param trigger when the first sign was seen; offsets count from here
 * @param lines what was seen and done, in order
 * @param outage how long those services were away that came back; empty if none did
 * @param ended when everything that can run ran again; empty while it goes on
 * @param sentence the whole story in one sentence that a visitor understands
 * @param victim the node it is about, if it is about one
 * @param away what should run and still ran nowhere when it ended
 */
public record Incident(
        int number,
        String title,
        Instant trigger,
        List<Line> lines,
        Optional<Duration> outage,
        Optional<Instant> ended,
        String sentence,
        Optional<NodeName> victim,
        List<InstanceId> away) {

    public Incident {
        lines = List.copyOf(lines);
        away = List.copyOf(away);
    }

    /** One after which everything runs that should. */
    public Incident(
            int number,
            String title,
            Instant trigger,
            List<Line> lines,
            Optional<Duration> outage,
            Optional<Instant> ended,
            String sentence,
            Optional<NodeName> victim) {
        this(number, title, trigger, lines, outage, ended, sentence, victim, List.of());
    }

    /** Where the whole story stands on the cluster's web page: a path. */
    public String page() {
        return "/incidents/" + number;
    }

    /** One line of the story. */
    public record Line(Instant at, Kind kind, String text) {}

    /** Whose part a line tells. */
    public enum Kind {
        /** What was seen. */
        SEEN,
        /** What was proven. */
        PROVEN,
        /** What was decided, and why. */
        DECIDED,
        /** What was done. */
        DONE,
        /** What went wrong on the way. */
        TROUBLE
    }
}
