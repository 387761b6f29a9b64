package crm.demo.simulation.invariant;

import crm.demo.simulation.Happening;
import crm.demo.simulation.SimulatedCluster;
import java.util.List;
import java.util.Optional;

/** Something that must never be otherwise. Lives for one scenario, and may remember what it saw. */
public interface Invariant {

    /** What is wrong now, in one sentence; empty if nothing is. Called after every happening. */
    Optional<String> broken(SimulatedCluster world, Happening happening);

    /** Those that look at a moment and remember next to nothing: for a world that goes on for days. */
    static List<Invariant> ofTheMoment() {
        return List.of(
                new NeverActiveTwice(),
                new ClonesWithinLimits(),
                new NothingBeforeProof(),
                new MinorityStops(),
                new OldOrdersRefused());
    }

    /** Those that say what is so at rest, without anybody having mended anything. */
    static List<Invariant> ofRest() {
        return List.of(new QuietBringsAllBack(), new NothingLeftToDo());
    }

    /** All there are, for one scenario. */
    static List<Invariant> all() {
        return List.of(
                new NeverActiveTwice(),
                new ClonesWithinLimits(),
                new NothingBeforeProof(),
                new AcknowledgedStays(),
                new MinorityActsOnNothing(),
                new MinorityStops(),
                new OldOrdersRefused(),
                new OrdersCarriedOutOnce(),
                new ToldOnce(),
                new OneReceiptEach(),
                new QuietBringsAllBack(),
                new NothingLeftToDo(),
                new StatusIsTrue());
    }
}
