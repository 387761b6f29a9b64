package crm.state;

/** How an attempt to switch a node's power ended. There is no boolean for this. */
public sealed interface FencingOutcome {

    /** The node is off, and here is why we may believe it. */
    record Off(PowerProof proof) implements FencingOutcome {}

    /** The node has power again. */
    record On(String detail) implements FencingOutcome {}

    /** The device answered and will not do it: a wrong port, no right to write, a value it does not know. */
    record Refused(String why) implements FencingOutcome {}

    /** Nobody can say: no answer within the limit, or answers that contradict each other. Never to be read as off. */
    record NotKnown(String why) implements FencingOutcome {}
}
