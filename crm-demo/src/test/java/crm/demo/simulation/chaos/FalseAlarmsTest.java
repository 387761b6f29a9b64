package crm.demo.simulation.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Machines that pause for a moment are not fenced for it. */
class FalseAlarmsTest {

    @Test
    void nobodyIsFencedInADayOfPausesOfHalfTheDetectionTime() {
        assertEquals(0, FalseAlarms.in(24, 350).fenced());
    }

    @Test
    void pausesThatAreLongerThanTheDetectionTimeAreNoticed() {
        assertTrue(FalseAlarms.in(1, 5000).fenced() > 0);
    }
}
