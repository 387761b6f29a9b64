package crm.demo.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crm.demo.command.TableUnderTest;
import crm.demo.trial.Series;
import crm.demo.trial.Strangers;
import crm.demo.trial.WholeTable;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A short series of trials; {@code bench/table/trials} makes long ones. */
@Tag("e2e")
@Tag("root")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class TrialsEndToEndTest {

    private static final int TRIALS = 8;
    private static final int INPUTS = 500;

    /** Another one: {@code -Dcrm.trials.seed=N}. */
    private static final long SEED = Long.getLong("crm.trials.seed", 2);

    @Test
    void aTableIsWholeAgainAfterEveryTrialAndNoStrangerLeavesATrace() throws Exception {
        try (var laid = TableUnderTest.up("r");
                var table = WholeTable.on(laid.client())) {
            assertEquals(List.of(), new Series(table, System.out).of(Series.drawn(TRIALS, SEED), SEED));
            assertEquals(List.of(), new Strangers(table, System.out).send(INPUTS, SEED));
        }
    }
}
