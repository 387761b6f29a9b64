package crm.coordination;

import crm.transition.Step;
import crm.transition.TransitionProgress;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A plan that is being carried out.
 *
 * @param number counts plans within the term; negative for a retreat, which nobody ordered
 * @param begun whether its beginning is in the journal, without which nothing may be ordered
 * @param abandoned why it is given up, if it is: what was ordered ends, and nothing more is begun
 * @param orderedAt when each step that has not ended was ordered
 */
public record Execution(
        int number,
        TransitionProgress progress,
        boolean begun,
        Optional<String> abandoned,
        SequencedMap<Integer, Moment> orderedAt) {

    public Execution {
        orderedAt = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(orderedAt));
    }

    static Execution of(int number, TransitionProgress progress) {
        return new Execution(number, progress, false, Optional.empty(), new LinkedHashMap<>());
    }

    Execution nowBegun() {
        return new Execution(number, progress, true, abandoned, orderedAt);
    }

    Execution abandon(String why) {
        return new Execution(number, progress, begun, abandoned.or(() -> Optional.of(why)), orderedAt);
    }

    Execution ordered(Step step, Moment now) {
        var changed = new LinkedHashMap<>(orderedAt);
        changed.put(step.number(), now);
        return new Execution(number, progress.handedOut(step), begun, abandoned, changed);
    }

    Execution done(Step step) {
        var changed = new LinkedHashMap<>(orderedAt);
        changed.remove(step.number());
        return new Execution(number, progress.done(step), begun, abandoned, changed);
    }

    /** The steps that may be ordered now. */
    List<Step> ready() {
        return begun && abandoned.isEmpty() ? progress.ready() : List.of();
    }
}
