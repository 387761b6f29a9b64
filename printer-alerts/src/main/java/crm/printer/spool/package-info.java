/**
 * Receipts on disk, from the order to print until the paper has them.
 *
 * <p>Not here: who takes them from there ({@link crm.printer.ReceiptPrinter}).
 *
 * <p>Read {@link crm.printer.spool.Spool} first.
 */
@NullMarked
package crm.printer.spool;

import org.jspecify.annotations.NullMarked;
