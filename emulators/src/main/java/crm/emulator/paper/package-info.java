/**
 * A receipt printer for 58 mm paper, from the documentation of ESC/POS: takes the bytes, answers when it is asked for its
 * state, and shows the paper as a picture.
 *
 * <p>Not here: how receipts are made (module {@code printer-alerts}, with which this shares no code on purpose).
 *
 * <p>Read {@link crm.emulator.paper.PaperRoll} first; {@link crm.emulator.paper.PaperPrinter} puts one in the network.
 */
@NullMarked
package crm.emulator.paper;

import org.jspecify.annotations.NullMarked;
