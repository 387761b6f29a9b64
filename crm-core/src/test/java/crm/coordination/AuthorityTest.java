package crm.coordination;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crm.model.NodeName;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuthorityTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Moment START = new Moment(0);
    private static final NodeName LEADER = new NodeName("pi1");

    private final Authority led = Authority.none(START).changed(1, Optional.of(LEADER), START);

    @Test
    void anOwnClockThatIsSetChangesNoDateOfTheLeader() {
        Authority told = led.dated(1, NOON, START);

        Moment later = START.plus(Duration.ofSeconds(3));
        var setBack = new Now(NOON.minus(Duration.ofDays(1)), later);
        var setForward = new Now(NOON.plus(Duration.ofDays(1)), later);

        assertEquals(NOON.plusSeconds(3), told.leadersDate(setBack));
        assertEquals(NOON.plusSeconds(3), told.leadersDate(setForward));
    }

    /** What was on its way for long says only that the leader's clock has shown that before. */
    @Test
    void aDateThatComesLateDoesNotSetTheClockBack() {
        Authority told = led.dated(1, NOON, START).dated(1, NOON.plusSeconds(1), START.plus(Duration.ofSeconds(20)));

        assertEquals(NOON.plusSeconds(20), told.leadersDate(new Now(NOON, START.plus(Duration.ofSeconds(20)))));
    }

    @Test
    void whoHasHeardNoDateOfALeaderHasItsOwnClockOnly() {
        Authority told = led.dated(1, NOON, START);
        Authority next = told.changed(2, Optional.of(new NodeName("pi2")), START);
        Instant own = NOON.minusSeconds(7);

        assertEquals(own, led.leadersDate(new Now(own, START)));
        assertEquals(own, next.leadersDate(new Now(own, START)));
        assertEquals(own, led.dated(9, NOON, START).leadersDate(new Now(own, START)));
    }
}
