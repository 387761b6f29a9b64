package crm.demo.simulation.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.demo.simulation.chaos.Campaign.Finding;
import crm.demo.simulation.chaos.Verdict.Broken;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Bad days in a row: {@code -Dcrm.scenarios=10000} for more of them, or bench/simulation/run for many. */
class ScenariosTest {

    private static final long SCENARIOS = Long.getLong("crm.scenarios", 250);

    @Test
    void everyInvariantHoldsThroughEveryScenario() throws InterruptedException {
        long begun = System.nanoTime();

        List<Finding> findings = Campaign.run(1, SCENARIOS, Play::coordinator, 3);

        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf(
                Locale.ROOT, "%d scenarios in %.0f s, %.0f a second%n", SCENARIOS, seconds, SCENARIOS / seconds);
        assertEquals(List.of(), findings, "see one with its transcript: bench/simulation/run seed SEED");
    }

    @Test
    void everyScenarioHasTwentyFaultsAtLeast() {
        for (long seed = 1; seed <= 100; seed++) {
            assertTrue(Scenario.of(seed).misfortunes().size() >= 20);
        }
    }

    @Test
    void aFailingSeedReplaysExactlyAndIsShrunk() throws InterruptedException {
        Finding finding =
                Campaign.run(1, 1000, Mutant.TREATS_A_TIMEOUT_AS_OFF::brain, 1).getFirst();
        Scenario scenario = Scenario.of(finding.seed());
        assertEquals(finding.verdict(), Play.of(scenario, Mutant.TREATS_A_TIMEOUT_AS_OFF.brain(), false));

        Scenario small = Shrinking.of(scenario, Mutant.TREATS_A_TIMEOUT_AS_OFF.brain(), finding.verdict());

        Broken shown = assertInstanceOf(Broken.class, Play.of(small, Mutant.TREATS_A_TIMEOUT_AS_OFF.brain(), true));
        assertEquals(finding.verdict().invariant(), shown.invariant());
        assertTrue(small.misfortunes().size() * 2 < scenario.misfortunes().size(), small::toString);
        assertTrue(shown.transcript().contains("FAULT"), shown::transcript);
    }
}
