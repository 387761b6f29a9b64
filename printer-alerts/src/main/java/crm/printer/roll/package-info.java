/**
 * Reads a printed roll and checks it against what the journal noted. Pure.
 *
 * <p>Not here: printing ({@link crm.printer.ReceiptPrinter}).
 *
 * <p>Read {@link crm.printer.roll.RollVerifier} first.
 */
@NullMarked
package crm.printer.roll;

import org.jspecify.annotations.NullMarked;
