/**
 * Devices that cannot be here, from their documentation.
 */
@NullMarked
package crm.emulator;

import org.jspecify.annotations.NullMarked;
