/**
 * Prints one receipt for each incident, without ever holding up what waits for the cluster.
 *
 * <p>Not here: what a receipt says and looks like ({@link crm.printer.receipt}), how it waits on disk ({@link
 * crm.printer.spool}), how bytes reach a printer ({@link crm.printer.paper}), how a printed roll is checked ({@link
 * crm.printer.roll}), programs that are told of alerts ({@link crm.printer.program}).
 *
 * <p>Read {@link crm.printer.ReceiptPrinter} first.
 */
@NullMarked
package crm.printer;

import org.jspecify.annotations.NullMarked;
