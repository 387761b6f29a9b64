package crm.port;

import crm.alert.ReceiptOrder;
import crm.transition.Outcome;

/** Prints one receipt for an incident. */
public interface AlertPrinter {

    /**
     * Spools the receipt. Success means it is safely on disk and will be printed in order, and its detail is the
     * receipt's hash (64 hexadecimal digits); the paper may come later.
     */
    Outcome print(ReceiptOrder order);
}
