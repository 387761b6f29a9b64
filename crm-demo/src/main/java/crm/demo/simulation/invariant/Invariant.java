package crm.demo.simulation.invariant;

import crm.demo.simulation.Happening;
import crm.demo.simulation.SimulatedCluster;
import java.util.List;
import java.util.Optional;

/** Something that must never be otherwise. Lives for one scenario, and may remember what it saw. */
public interface Invariant {

    /** What is wrong now, in one sentence; empty if nothing is. Called after every happening. */
    Optional<String> broken(SimulatedCluster world, Happening happening);

    /** All there are, for one scenario. */
    static List<Invariant> all() {
        return List.of(
                new NeverActiveTwice(),
                new NothingBeforeProof(),
                new AcknowledgedStays(),
                new MinorityActsOnNothing(),
                new OldOrdersRefused(),
                new OrdersCarriedOutOnce(),
                new ToldOnce(),
                new OneReceiptEach(),
                new QuietBringsAllBack(),
                new NothingLeftToDo(),
                new StatusIsTrue());
    }
}
