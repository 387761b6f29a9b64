package crm.demo.simulation.chaos;

import static org.junit.jupiter.api.Assertions.assertFalse;

import crm.demo.simulation.chaos.Campaign.Finding;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulation is worth what it finds: every guarantee that is broken on purpose is noticed. */
class MutationTest {

    private static final long SCENARIOS = Long.getLong("crm.scenarios.mutant", 10_000);

    @ParameterizedTest
    @EnumSource(Mutant.class)
    void noticesWhoever(Mutant mutant) throws InterruptedException {
        List<Finding> findings = Campaign.run(1, SCENARIOS, mutant::brain, 1);

        assertFalse(findings.isEmpty(), () -> mutant + " was not noticed in " + SCENARIOS + " scenarios");
        Finding first = findings.getFirst();
        System.out.println("MUTANT " + mutant + ": seed " + first.seed() + ", "
                + first.verdict().invariant());
    }
}
