package crm.coordination;

import crm.journal.Entry.ReceiptOrdered;
import crm.journal.Incident;
import crm.journal.ReceiptBook;
import crm.journal.ReceiptBook.Order;
import crm.model.NodeName;
import crm.state.Incarnation;
import crm.state.NodeState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which receipt a leader is to order, and of whom: one for each incident that has ended, in order, of a member that has a
 * printer. A roll that was begun is written on if its printer is there.
 */
final class Receipts {

    private final Facts facts;
    private final Instant now;

    Receipts(Facts facts, Instant now) {
        this.facts = facts;
        this.now = now;
    }

    /** The next one waits until this one is noted, so that numbers and hashes follow each other. */
    Optional<ReceiptOrdered> due() {
        ReceiptBook book = facts.agreed().receipts();
        Optional<Order> open = book.order();
        if (open.filter(o -> prints(o.node(), o.incarnation())).isPresent()) {
            return Optional.empty();
        }
        Optional<Incident> incident = facts.agreed().incidents().stream()
                .filter(i -> i.ended().isPresent())
                .filter(i -> !book.covers(i))
                .findFirst();
        return incident.flatMap(i -> printer(book)
                .map(node -> new ReceiptOrdered(now, book.nextNumber(), i.number(), node, facts.agreedLife(node))));
    }

    private Optional<NodeName> printer(ReceiptBook book) {
        List<NodeName> able = facts.agreed().cluster().nodes().stream()
                .map(NodeState::name)
                .filter(node -> prints(node, facts.agreedLife(node)))
                .toList();
        Stream<NodeName> begun = book.notes().reversed().stream().limit(1).map(note -> note.node());
        return Stream.concat(Stream.concat(begun, Stream.of(facts.self().name())), able.stream())
                .filter(able::contains)
                .findFirst();
    }

    private boolean prints(NodeName node, Incarnation life) {
        return facts.agreed().receipts().prints(node, life)
                && facts.agreed().cluster().isMember(node, life);
    }
}
