/**
 * Makes sure a node is really off.
 */
@NullMarked
package crm.fencing;

import org.jspecify.annotations.NullMarked;
