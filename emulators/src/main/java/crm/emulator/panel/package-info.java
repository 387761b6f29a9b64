/**
 * The e-Paper panels of 2.13", from the data sheets of their controllers: take what comes over SPI and the lines beside
 * it, refuse what the controller would not understand, and show the glass.
 *
 * <p>Not here: how to drive one (module {@code display-driver}, with which this shares no code on purpose).
 *
 * <p>Read {@link crm.emulator.panel.PaperPanel} first.
 */
@NullMarked
package crm.emulator.panel;

import org.jspecify.annotations.NullMarked;
