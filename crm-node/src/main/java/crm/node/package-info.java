/**
 * The daemon.
 */
@NullMarked
package crm.node;

import org.jspecify.annotations.NullMarked;
