package crm.demo.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the outages in a run of answers. An outage is the time between two good answers with something else between
 * them, or too far apart.
 */
public final class Outages {
    /** Answers come every ten milliseconds or so: a gap this wide is one that a client notices. */
    static final long NOTICEABLE_MILLIS = 100;

    private Optional<Answer> lastGood = Optional.empty();

    /**
     * @param fromMillis when the page last answered
     * @param untilMillis when it answered again
     */
    public record Outage(long fromMillis, long untilMillis, String before, String after) {
        public long millis() {
            return untilMillis - fromMillis;
        }
    }

    /** Takes the next answer, in the order of their ends; tells of an outage that ended with it. */
    public Optional<Outage> add(Answer answer) {
        if (answer.node().isEmpty()) {
            return Optional.empty();
        }
        var outage = lastGood.filter(good -> answer.atMillis() - good.atMillis() >= NOTICEABLE_MILLIS)
                .map(good -> new Outage(
                        good.atMillis(),
                        answer.atMillis(),
                        good.node().orElseThrow(),
                        answer.node().orElseThrow()));
        lastGood = Optional.of(answer);
        return outage;
    }

    /** All outages of a run. */
    public static List<Outage> in(List<Answer> answers) {
        var outages = new Outages();
        var found = new ArrayList<Outage>();
        answers.forEach(answer -> outages.add(answer).ifPresent(found::add));
        return found;
    }
}
