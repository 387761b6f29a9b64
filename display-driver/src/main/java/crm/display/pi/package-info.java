/**
 * The pins of a Raspberry Pi, reached through Pi4J.
 *
 * <p>Not here: what goes over them ({@link crm.display.epaper}, {@link crm.display.button}).
 *
 * <p>Read {@link crm.display.pi.PiHat} first.
 */
@NullMarked
package crm.display.pi;

import org.jspecify.annotations.NullMarked;
