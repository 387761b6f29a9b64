package crm.printer.collect;

import crm.alert.ReceiptOrder;
import crm.journal.AgreedState.ReceiptNote;
import crm.journal.ChainedHash;
import crm.journal.Incident;
import crm.model.NodeName;
import crm.port.AlertPrinter;
import crm.printer.spool.Job;
import crm.printer.spool.Spool;
import crm.transition.Outcome;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * Brings what is over from the book to the spool: each incident once, in order, at whatever point an earlier life ended.
 * The book says first which number it gets; the spool says whether that number is there.
 *
 * @param self the name under which the printer prints
 * @param spool the printer's, from which the next number follows
 */
record Handover(KeptBook book, Spool spool, AlertPrinter printer, NodeName self, String cluster) {

    /** Nobody else prints, so there is nobody to agree with: what is held is to be printed. */
    void release() throws IOException {
        printer.noted(spool.held().stream()
                .map(job -> new ReceiptNote(job.number(), job.number(), job.hash(), job.written(), self))
                .toList());
    }

    /**
     * Has the receipt of the incident printed that is over, if one is.
     *
     * @throws IOException if it cannot be; it stays the one that is due
     */
    void print(Instant now) throws IOException {
        if (!book.hasDue(now)) {
            return;
        }
        Optional<Job> before = spool.newest();
        Optional<Incident> due = book.due(now, before.map(Job::number).orElse(0) + 1);
        if (due.isEmpty()) {
            return;
        }
        int number = due.get().number();
        String previous =
                before.map(Job::hash).orElse(ChainedHash.first(cluster).hex());
        Outcome outcome = printer.print(new ReceiptOrder(cluster, number, previous, due.get(), "/incidents/" + number));
        if (!(outcome instanceof Outcome.Succeeded)) {
            throw new IOException("no receipt yet for \"" + due.get().sentence() + "\": " + outcome);
        }
        release();
        book.spooled();
    }
}
