package crm.demo.simulation;

import crm.alert.Alert;
import crm.alert.ReceiptOrder;
import crm.control.Reply;
import crm.control.Request;
import crm.journal.AgreedState;
import crm.journal.Entry;
import crm.model.InstanceId;
import crm.model.NodeName;
import crm.port.Message.Order;
import java.util.List;

/** Something that an onlooker who sees the whole world would note; the invariants are told each. */
public sealed interface Happening {

    /** An instance became active on a machine. */
    record Started(NodeName node, InstanceId instance) implements Happening {}

    /** An instance that was active on a machine is promoted. */
    record Promoted(NodeName node, InstanceId instance) implements Happening {}

    /** A moment of every second. */
    record SecondPassed(long second) implements Happening {}

    /**
     * A node begins to carry out an order.
     *
     * @param termKnown the highest term that the node had heard of before
     */
    record Performed(NodeName node, Order order, long termKnown) implements Happening {}

    /** A node tells a switch to cut another's power. */
    record CutBegun(NodeName by, NodeName target) implements Happening {}

    /** Entries were committed. */
    record Committed(long index, long term, List<Entry> entries, AgreedState before, AgreedState after)
            implements Happening {}

    /** Whoever asked for something got an answer. */
    record Answered(NodeName on, Request request, Reply reply) implements Happening {}

    /** An alert was told to the world by this life of a node. */
    record Told(NodeName by, int life, long term, Alert alert) implements Happening {}

    /** A receipt left a node's printer. */
    record OnPaper(NodeName by, ReceiptOrder order) implements Happening {}

    /** Everything was mended and the time after which a cluster must be well again is over. */
    record Rested() implements Happening {}
}
