package crm.demo.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crm.demo.probe.Outages.Outage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutagesTest {

    @Test
    void aSteadyPageHasNone() {
        assertEquals(List.of(), Outages.in(List.of(good(0, "pi1"), good(10, "pi1"), good(20, "pi1"))));
    }

    @Test
    void isTheTimeBetweenTheGoodAnswersAroundIt() {
        var answers = List.of(good(10, "pi1"), bad(120), bad(130), good(310, "pi2"), good(320, "pi2"));
        assertEquals(List.of(new Outage(10, 310, "pi1", "pi2")), Outages.in(answers));
    }

    @Test
    void oneLostRequestAmongGoodOnesIsNoOutage() {
        assertEquals(List.of(), Outages.in(List.of(good(10, "pi1"), bad(15), good(20, "pi1"))));
    }

    @Test
    void silenceBeforeTheFirstAnswerIsNotCounted() {
        assertEquals(List.of(), Outages.in(List.of(bad(100), bad(200), good(5_000, "pi3"))));
    }

    private static Answer good(long at, String node) {
        return new Answer(at, Optional.of(node));
    }

    private static Answer bad(long at) {
        return new Answer(at, Optional.empty());
    }
}
