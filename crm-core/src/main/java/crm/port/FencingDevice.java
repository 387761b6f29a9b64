package crm.port;

import crm.model.NodeName;
import crm.state.FencingOutcome;
import crm.state.Outlet;
import crm.transition.Outcome;
import java.time.Duration;
import java.util.List;

/** Something that can switch a node's power, and prove it. */
public interface FencingDevice {

    /** The id of the device in the configuration. */
    String id();

    /** Whether it is configured for this node. Answers from the configuration, without asking the device. */
    boolean covers(NodeName node);

    /**
     * Looks whether the node has no power already, changing nothing.
     *
     * @return {@code Off} with a proof, {@code On} if power flows, {@code NotKnown} if this device cannot tell
     */
    FencingOutcome provePower(NodeName node, Duration limit);

    /** Switches the node off and proves it; already off is a success if proven. Never switches on again. */
    FencingOutcome off(NodeName node, Duration limit);

    /** Gives the node power. */
    FencingOutcome on(NodeName node, Duration limit);

    /** Whether the device answers and knows every port it is configured for. */
    Outcome monitor(Duration limit);

    /** What the device knows of its outlets. */
    List<Outlet> list(Duration limit) throws DeviceUnreachable;

    /** The device did not answer within the limit, or answered that it will not say. */
    final class DeviceUnreachable extends Exception {
        private static final long serialVersionUID = 1L;

        public DeviceUnreachable(String message) {
            super(message);
        }
    }
}
