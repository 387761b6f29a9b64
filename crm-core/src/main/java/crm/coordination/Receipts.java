package crm.coordination;

import crm.alert.ReceiptOrder;
import crm.coordination.Leadership.Printing;
import crm.journal.AgreedState.ReceiptNote;
import crm.journal.ChainedHash;
import crm.journal.Incident;
import java.util.List;
import java.util.Optional;

/** Which receipt is due: one for each incident that has ended, in order, without gaps in the numbers. */
final class Receipts {

    private final Facts facts;
    private final Optional<Printing> last;
    private final Moment now;

    Receipts(Facts facts, Optional<Printing> last, Moment now) {
        this.facts = facts;
        this.last = last;
        this.now = now;
    }

    Optional<ReceiptOrder> due() {
        List<ReceiptNote> notes = facts.agreed().receipts();
        Optional<Incident> incident = facts.agreed().incidents().stream()
                .filter(i -> i.ended().isPresent())
                .filter(i -> notes.stream().noneMatch(n -> n.incident() == i.number()))
                .findFirst();
        // The next one waits until this one is in the journal, so that numbers and hashes follow each other.
        if (incident.isEmpty() || isOrdered(incident.get())) {
            return Optional.empty();
        }
        String cluster = facts.self().cluster();
        int number = notes.isEmpty() ? 1 : notes.getLast().number() + 1;
        String previous = notes.isEmpty()
                ? ChainedHash.first(cluster).hex()
                : notes.getLast().hash();
        String page = "/incidents/" + incident.get().number();
        return Optional.of(new ReceiptOrder(cluster, number, previous, incident.get(), page));
    }

    /** What could not be printed is tried again; what was printed is in the journal a moment later. */
    private boolean isOrdered(Incident incident) {
        return last.filter(p -> p.incident() == incident.number())
                .filter(p -> p.running() || now.isBefore(p.notBefore()))
                .isPresent();
    }
}
