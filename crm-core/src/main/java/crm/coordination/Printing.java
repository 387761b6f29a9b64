package crm.coordination;

import crm.alert.ReceiptOrder;
import crm.journal.AgreedState.ReceiptNote;
import crm.journal.Entry.ReceiptPrinted;
import crm.journal.ReceiptBook;
import crm.journal.ReceiptBook.Order;
import crm.transition.Outcome;
import java.util.List;
import java.util.Optional;

/**
 * A node's part in receipts: it spools what it is ordered to print, says so in the journal, and brings to the paper what the
 * journal has taken its word for. An attempt of which nobody knows how it ended is repeated; the spool makes it the same
 * receipt.
 */
final class Printing {

    private final Turn turn;
    private final Tuning tuning;

    Printing(Turn turn, Tuning tuning) {
        this.turn = turn;
        this.tuning = tuning;
    }

    /**
     * The attempt that was made last.
     *
     * @param number of the receipt
     * @param running whether it is being spooled now
     * @param notBefore when to try again
     */
    record Attempt(int number, boolean running, Moment notBefore) {}

    void look() {
        Facts facts = turn.facts();
        Optional<Order> mine = mine();
        boolean tried = facts.duties()
                .printing()
                .filter(last -> mine.isPresent() && last.number() == mine.get().number())
                .filter(last -> last.running() || turn.moment().isBefore(last.notBefore()))
                .isPresent();
        if (!tried) {
            mine.flatMap(this::receipt).ifPresent(order -> {
                tried(new Attempt(order.number(), true, turn.moment()));
                turn.command(new Command.Print(order));
            });
        }
    }

    void ended(Command.Print print, Outcome outcome) {
        int number = print.order().number();
        tried(new Attempt(number, false, turn.moment().plus(tuning.receiptPause())));
        Optional<Order> mine = mine().filter(order -> order.number() == number);
        if (mine.isPresent() && outcome instanceof Outcome.Succeeded(String hash)) {
            Order order = mine.get();
            turn.append(List.of(
                    new ReceiptPrinted(turn.now(), number, order.incident(), hash, order.node(), order.incarnation())));
        }
    }

    /** The printer learns what of its spool is agreed: its own receipts, and those that another node printed meanwhile. */
    void noted(List<ReceiptNote> notes) {
        if (turn.facts().self().printer() && !notes.isEmpty()) {
            turn.command(new Command.NoteReceipts(notes));
        }
    }

    void noted(int number) {
        noted(turn.facts().agreed().receipts().notes().reversed().stream()
                .filter(note -> note.number() == number)
                .limit(1)
                .toList());
    }

    private Optional<Order> mine() {
        Self self = turn.facts().self();
        return turn.facts().agreed().receipts().order().filter(order -> self.is(order.node(), order.incarnation()));
    }

    private Optional<ReceiptOrder> receipt(Order order) {
        Facts facts = turn.facts();
        String cluster = facts.self().cluster();
        ReceiptBook book = facts.agreed().receipts();
        return facts.agreed().incidents().stream()
                .filter(incident -> incident.number() == order.incident())
                .findFirst()
                .map(incident -> new ReceiptOrder(
                        cluster, order.number(), book.previousHash(cluster), incident, incident.page()));
    }

    private void tried(Attempt attempt) {
        turn.learn(turn.facts().duties(d -> d.printing(attempt)));
    }
}
