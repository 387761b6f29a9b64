package crm.node.work;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.configuration.Configuration;
import crm.model.NodeName;
import crm.port.FencingDevice;
import crm.state.FencingOutcome;
import crm.state.FencingOutcome.NotKnown;
import crm.state.FencingOutcome.On;
import crm.state.FencingOutcome.Refused;
import crm.state.Outlet;
import crm.transition.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is seen of a running node's power before it is cut for a drill. */
class PowerTest {

    private static final NodeName PI2 = new NodeName("pi2");
    private static final Duration LIMIT = Duration.ofSeconds(2);

    @Test
    void aNodeThatRunsAndDrawsNothingHasASecondSupply() {
        var refused = assertInstanceOf(Refused.class, look(Optional.of(false)));
        assertTrue(refused.why().contains("second supply"), refused::why);
        assertTrue(refused.why().contains("ether3"), refused::why);
    }

    @Test
    void aNodeThatIsFedByThePortMayBeTried() {
        assertInstanceOf(On.class, look(Optional.of(true)));
    }

    @Test
    void aSwitchThatCannotTellIsNoReasonAgainstADrill() {
        assertInstanceOf(NotKnown.class, look(Optional.empty()));
    }

    private static FencingOutcome look(Optional<Boolean> powered) {
        var outlet = new Outlet("ether3", Optional.of(PI2), powered, "");
        return new Power(Configuration.EMPTY, List.of(new Strip(outlet))).look(PI2, LIMIT);
    }

    private record Strip(Outlet outlet) implements FencingDevice {
        @Override
        public String id() {
            return "switch";
        }

        @Override
        public boolean covers(NodeName node) {
            return true;
        }

        @Override
        public FencingOutcome provePower(NodeName node, Duration limit) {
            return new NotKnown("not asked");
        }

        @Override
        public FencingOutcome off(NodeName node, Duration limit) {
            return new NotKnown("not asked");
        }

        @Override
        public FencingOutcome on(NodeName node, Duration limit) {
            return new NotKnown("not asked");
        }

        @Override
        public Outcome monitor(Duration limit) {
            return new Outcome.Succeeded("");
        }

        @Override
        public List<Outlet> list(Duration limit) {
            return List.of(outlet);
        }
    }
}
