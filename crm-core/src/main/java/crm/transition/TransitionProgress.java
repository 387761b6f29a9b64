package crm.transition;

import crm.transition.Action.Milestone;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * How far a transition is. Immutable; each step is waiting, handed out, or done. Milestones are done by themselves as
 * soon as nothing they wait for is open.
 */
public final class TransitionProgress {

    private final Transition transition;
    private final BitSet handedOut;
    private final BitSet done;

    private TransitionProgress(Transition transition, BitSet handedOut, BitSet done) {
        this.transition = transition;
        this.handedOut = handedOut;
        this.done = done;
        passMilestones();
    }

    /** Nothing has been done yet. */
    public static TransitionProgress of(Transition transition) {
        return new TransitionProgress(transition, new BitSet(), new BitSet());
    }

    public Transition transition() {
        return transition;
    }

    /** The steps that may begin now, the highest priority first, no more than the batch limit allows. */
    public List<Step> ready() {
        var ready = new ArrayList<Step>();
        for (Step step : transition.steps()) {
            if (!handedOut.get(step.number()) && !done.get(step.number()) && unlocked(step)) {
                ready.add(step);
            }
        }
        ready.sort((a, b) -> Integer.compare(b.priority(), a.priority()));
        if (transition.batchLimit() <= 0) {
            return ready;
        }
        int free = Math.max(0, transition.batchLimit() - handedOut.cardinality());
        return ready.subList(0, Math.min(free, ready.size()));
    }

    public TransitionProgress handedOut(Step step) {
        var changed = (BitSet) handedOut.clone();
        changed.set(step.number());
        return new TransitionProgress(transition, changed, (BitSet) done.clone());
    }

    public TransitionProgress done(Step step) {
        var still = (BitSet) handedOut.clone();
        still.clear(step.number());
        var changed = (BitSet) done.clone();
        changed.set(step.number());
        return new TransitionProgress(transition, still, changed);
    }

    /** The steps that were handed out and have not ended. */
    public List<Step> inFlight() {
        return transition.steps().stream()
                .filter(s -> handedOut.get(s.number()))
                .toList();
    }

    /** The steps that have not ended, whether they were handed out or not. */
    public List<Step> open() {
        return transition.steps().stream().filter(s -> !done.get(s.number())).toList();
    }

    public boolean complete() {
        return done.cardinality() == transition.steps().size();
    }

    private boolean unlocked(Step step) {
        return step.waitsFor().stream().allMatch(done::get);
    }

    private void passMilestones() {
        boolean passed;
        do {
            passed = false;
            for (Step step : transition.steps()) {
                if (step.action() instanceof Milestone && !done.get(step.number()) && unlocked(step)) {
                    done.set(step.number());
                    passed = true;
                }
            }
        } while (passed);
    }
}
