package crm.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class HistoryNameTest {

    private static Optional<String> nameOfFirstInstance(String history) {
        var plan = new Scheduler().plan(Given.of("""
                        node pi1
                        resource fence stonith:fence_snmp
                        resource cache ocf:test:cache
                        clone cache
                        ran fence start pi1
                        """ + history));
        return plan.resources().getLast().children().getFirst().historyName();
    }

    @Test
    void aNumberThatOnlyAStopUnderWayHasIsFree() {
        assertEquals(Optional.empty(), nameOfFirstInstance("ran cache:1 stop pi1 193 expected 193 pending"));
    }

    @Test
    void aNumberThatSomethingRunsUnderIsKept() {
        assertEquals(Optional.of("cache:1"), nameOfFirstInstance("ran cache:1 start pi1"));
    }
}
