/**
 * Draws the status on a panel.
 */
@NullMarked
package crm.display;

import org.jspecify.annotations.NullMarked;
