package crm.demo.simulation.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.params.provider.EnumSource.Mode.EXCLUDE;

import crm.demo.simulation.chaos.Campaign.Finding;
import crm.demo.simulation.chaos.Verdict.Broken;
import crm.demo.simulation.chaos.Verdict.Held;
import crm.model.NodeName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulation is worth what it finds: every guarantee that is broken on purpose is noticed. */
class MutationTest {

    private static final long SCENARIOS = Long.getLong("crm.scenarios.mutant", 10_000);

    @ParameterizedTest
    @EnumSource(value = Mutant.class, mode = EXCLUDE, names = "ACKNOWLEDGES_WHAT_WAS_NOT_WRITTEN")
    void noticesWhoever(Mutant mutant) throws InterruptedException {
        List<Finding> findings = Campaign.run(1, SCENARIOS, mutant::brain, 1);

        assertFalse(findings.isEmpty(), () -> mutant + " was not noticed in " + SCENARIOS + " scenarios");
        Finding first = findings.getFirst();
        System.out.println("MUTANT " + mutant + ": seed " + first.seed() + ", "
                + first.verdict().invariant());
    }

    /** A change has to be the one proposal that is under way when the disks fail, which chance seldom brings about. */
    @Test
    void noticesWhoeverAcknowledgesWhatWasNotWritten() {
        Scenario day = changeOnStuckDisks();

        assertInstanceOf(Held.class, Play.of(day, Play.coordinator(), false));
        var broken =
                assertInstanceOf(Broken.class, Play.of(day, Mutant.ACKNOWLEDGES_WHAT_WAS_NOT_WRITTEN.brain(), false));
        assertEquals("AcknowledgedStays", broken.invariant());
    }

    private static Scenario changeOnStuckDisks() {
        Scenario drawn = Scenario.of(3);
        var faults = new ArrayList<Misfortune>();
        for (NodeName node : drawn.nodes()) {
            faults.add(new Misfortune(Duration.ZERO, new Fault.DiskStuck(node, Duration.ofSeconds(20))));
            faults.add(new Misfortune(
                    Duration.ofMillis(100),
                    new Fault.OptionSet(node, "cluster-delay", "61s", "asked on " + node + " while no disk writes")));
        }
        return drawn.with(faults);
    }
}
