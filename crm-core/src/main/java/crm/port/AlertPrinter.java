package crm.port;

import crm.alert.ReceiptOrder;
import crm.journal.AgreedState.ReceiptNote;
import crm.transition.Outcome;
import java.util.List;

/** Prints one receipt for an incident. */
public interface AlertPrinter {

    /**
     * Spools the receipt. Success means it is safely on disk, and its detail is the receipt's hash (64 hexadecimal digits).
     * It is held there until it is {@linkplain #noted noted}; a receipt that was held under the same number is replaced.
     */
    Outcome print(ReceiptOrder order);

    /**
     * These receipts are agreed on. What is held here under their numbers goes to the paper, in order, if it is this
     * node's receipt that was noted, and is thrown away if it is another's.
     */
    void noted(List<ReceiptNote> notes);
}
