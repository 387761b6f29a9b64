/**
 * What a receipt says, how it is set on 32 columns of paper, and which bytes print it. Pure.
 *
 * <p>Not here: keeping and sending the bytes ({@link crm.printer.spool}, {@link crm.printer.paper}).
 *
 * <p>Read {@link crm.printer.receipt.Receipt} first, then {@link crm.printer.receipt.ReceiptLayout}.
 */
@NullMarked
package crm.printer.receipt;

import org.jspecify.annotations.NullMarked;
