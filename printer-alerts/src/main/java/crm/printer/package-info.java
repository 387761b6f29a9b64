/**
 * Prints receipts, runs alert agents.
 */
@NullMarked
package crm.printer;

import org.jspecify.annotations.NullMarked;
