/**
 * Devices that cannot be here, written from the device's side of the documentation: a PoE switch, a panel, a printer.
 *
 * <p>Not here: the drivers, which must not be known to what they are tested against.
 *
 * <p>Read {@code crm.emulator.mikrotik.SwitchAgent} first.
 */
@NullMarked
package crm.emulator;

import org.jspecify.annotations.NullMarked;
