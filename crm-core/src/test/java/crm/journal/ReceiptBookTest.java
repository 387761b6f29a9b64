package crm.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crm.journal.Entry.ReceiptOrdered;
import crm.journal.Entry.ReceiptPrinted;
import crm.journal.ReceiptBook.Order;
import crm.model.NodeName;
import crm.state.Incarnation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReceiptBookTest {

    private static final NodeName PI1 = new NodeName("pi1");
    private static final NodeName PI2 = new NodeName("pi2");
    private static final Incarnation FIRST = new Incarnation("first");
    private static final Incarnation SECOND = new Incarnation("second");

    private final ReceiptBook ordered = ReceiptBook.EMPTY.after(order(1, PI1, FIRST));

    @Test
    void notesWhatTheOrderedNodePrintedAndChainsTheNextToIt() {
        ReceiptBook book = ordered.after(printed(1, PI1, FIRST));
        assertEquals(List.of(PI1), book.notes().stream().map(n -> n.node()).toList());
        assertEquals(Optional.empty(), book.order());
        assertEquals(2, book.nextNumber());
        assertEquals("pi1 first", book.previousHash("table"));
    }

    @Test
    void theFirstIsChainedToTheClustersName() {
        assertEquals(ChainedHash.first("table").hex(), ReceiptBook.EMPTY.previousHash("table"));
    }

    @Test
    void ofTwoNodesThatWereOrderedTheSameReceiptOnlyTheLastIsNoted() {
        ReceiptBook again = ordered.after(order(1, PI2, FIRST)).after(printed(1, PI1, FIRST));
        assertEquals(List.of(), again.notes());
        assertEquals(PI2, again.order().orElseThrow().node());
        assertEquals(1, again.after(printed(1, PI2, FIRST)).notes().size());
    }

    @Test
    void anEarlierLifeOfTheNodeHasNoSayAnyMore() {
        ReceiptBook again = ordered.after(order(1, PI1, SECOND));
        assertEquals(again, again.after(printed(1, PI1, FIRST)));
    }

    @Test
    void whatIsSaidTwiceIsNotedOnce() {
        ReceiptBook once = ordered.after(printed(1, PI1, FIRST));
        assertEquals(once, once.after(printed(1, PI1, FIRST)));
    }

    @Test
    void anOrderOfANumberThatIsTakenIsOvertaken() {
        ReceiptBook once = ordered.after(printed(1, PI1, FIRST));
        assertEquals(once, once.after(order(1, PI2, FIRST)));
        assertEquals(
                new Order(2, 7, PI2, FIRST),
                once.after(order(2, PI2, FIRST)).order().orElseThrow());
    }

    private static ReceiptOrdered order(int number, NodeName node, Incarnation life) {
        return new ReceiptOrdered(Instant.EPOCH, number, 7, node, life);
    }

    private static ReceiptPrinted printed(int number, NodeName node, Incarnation life) {
        return new ReceiptPrinted(Instant.EPOCH, number, 7, node + " " + life, node, life);
    }
}
