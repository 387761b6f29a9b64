package crm.journal;

import crm.journal.AgreedState.ReceiptNote;
import crm.journal.Entry.NodeJoined;
import crm.journal.Entry.ReceiptOrdered;
import crm.journal.Entry.ReceiptPrinted;
import crm.model.NodeName;
import crm.state.Incarnation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The receipts the cluster has agreed on. One node at a time is ordered to print the next one, and only its own word ends
 * the order, so that of two nodes which were ordered the same receipt one after the other only one has it noted. Paper
 * leaves a printer for what is noted, never before.
 *
 * @param notes the last ones that were noted, oldest first
 * @param order the one that is being made
 * @param printers the lives of nodes that said, as they joined, that they can print
 */
public record ReceiptBook(List<ReceiptNote> notes, Optional<Order> order, List<Printer> printers) {

    /** Before the first receipt. */
    static final ReceiptBook EMPTY = new ReceiptBook(List.of(), Optional.empty(), List.of());

    private static final int KEPT = 1000;

    public ReceiptBook {
        notes = List.copyOf(notes);
        printers = List.copyOf(printers);
    }

    /** A receipt that a life of a node is to print. */
    public record Order(int number, int incident, NodeName node, Incarnation incarnation) {}

    /** A life of a node that can print. */
    public record Printer(NodeName node, Incarnation incarnation) {}

    /** Whether this life of the node can print. */
    public boolean prints(NodeName node, Incarnation incarnation) {
        return printers.contains(new Printer(node, incarnation));
    }

    /** The next receipt's number: they are counted without gaps. */
    public int nextNumber() {
        return notes.isEmpty() ? 1 : notes.getLast().number() + 1;
    }

    /** What the next receipt's seal is chained to: 64 hexadecimal digits. */
    public String previousHash(String cluster) {
        return notes.isEmpty()
                ? ChainedHash.first(cluster).hex()
                : notes.getLast().hash();
    }

    /** Whether a receipt for the incident is noted; mostly it is one of the newest. */
    public boolean covers(Incident incident) {
        return notes.reversed().stream().anyMatch(note -> note.incident() == incident.number());
    }

    /** An order of which the number is taken was written by a leader that did not know it yet. */
    ReceiptBook after(ReceiptOrdered ordered) {
        if (ordered.number() != nextNumber()) {
            return this;
        }
        var next = new Order(ordered.number(), ordered.incident(), ordered.node(), ordered.incarnation());
        return new ReceiptBook(notes, Optional.of(next), printers);
    }

    ReceiptBook after(NodeJoined joined) {
        ReceiptBook forgotten = without(joined.node());
        if (!joined.printer()) {
            return forgotten;
        }
        var all = new ArrayList<>(forgotten.printers);
        all.add(new Printer(joined.node(), joined.incarnation()));
        return new ReceiptBook(notes, order, all);
    }

    ReceiptBook without(NodeName gone) {
        return new ReceiptBook(
                notes,
                order,
                printers.stream().filter(p -> !p.node().equals(gone)).toList());
    }

    /** What a node says that was not ordered, or not any more, does not count. */
    ReceiptBook after(ReceiptPrinted printed) {
        var answered = new Order(printed.number(), printed.incident(), printed.node(), printed.incarnation());
        if (!order.equals(Optional.of(answered))) {
            return this;
        }
        var all = new ArrayList<>(notes);
        all.add(new ReceiptNote(printed.number(), printed.incident(), printed.hash(), printed.at(), printed.node()));
        return new ReceiptBook(all.subList(Math.max(0, all.size() - KEPT), all.size()), Optional.empty(), printers);
    }
}
