package crm.policy;

import crm.transition.Transition;
import java.util.List;
import java.util.Optional;

/** The policy engine's door. */
public final class Scheduler {

    /** An engine; it holds nothing. */
    public Scheduler() {}

    /** Decides what to do now. Never fails on a configuration {@code ConfigurationCheck} finds no error in. */
    public Plan plan(SchedulingInput input) {
        var nothing = new Transition(List.of(), List.of(), List.of(), List.of(), 0, Optional.empty());
        return new Plan(nothing, List.of(), List.of(), List.of(), List.of());
    }
}
