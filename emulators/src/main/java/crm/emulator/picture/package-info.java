/**
 * Pictures of what the emulated devices show, as PNG files.
 *
 * <p>Not here: what is on them ({@link crm.emulator.paper}, {@link crm.emulator.panel}).
 */
@NullMarked
package crm.emulator.picture;

import org.jspecify.annotations.NullMarked;
