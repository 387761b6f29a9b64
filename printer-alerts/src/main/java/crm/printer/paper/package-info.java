/**
 * The ways to a printer: a device or a file, or an address in the network.
 *
 * <p>Not here: what is sent ({@link crm.printer.receipt}).
 *
 * <p>Read {@link crm.printer.paper.PaperTransport} first.
 */
@NullMarked
package crm.printer.paper;

import org.jspecify.annotations.NullMarked;
