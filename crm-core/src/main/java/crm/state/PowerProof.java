package crm.state;

import crm.model.NodeName;
import java.time.Duration;
import java.time.Instant;

/**
 * Evidence that a node has no power, or cannot act any more. Only such a value releases the recovery of what the node
 * ran.
 *
 * @param device the fence device that gave it
 * @param at when it was read
 * @param took from the request to the proof
 */
public record PowerProof(NodeName node, String device, Evidence evidence, Instant at, Duration took) {

    /** What exactly was seen. */
    public sealed interface Evidence {}

    /** The switch port was set to off and says so itself ({@code ifAdminStatus} read back as down). */
    public record PortOff(String port, int ifIndex) implements Evidence {}

    /** The switch's PoE table says that the port delivers no power, and it did deliver to this node before. */
    public record NoLoad(String port, int ifIndex, String poeStatus) implements Evidence {}

    /** A power device other than a switch says it switched off. */
    public record SwitchedOff(String outlet) implements Evidence {}

    /** A person said so with {@code crm fence confirm}. */
    public record Confirmed(String person) implements Evidence {}

    /** The node's own watchdog must have reset it: nobody has heard of it for longer than its timeout. */
    public record WatchdogExpired(Duration silence) implements Evidence {}

    /** A foreign fence agent reported success. */
    public record AgentReported(String agent) implements Evidence {}
}
