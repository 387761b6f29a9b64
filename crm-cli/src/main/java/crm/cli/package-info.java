/**
 * Every command and how its answer reads.
 */
@NullMarked
package crm.cli;

import org.jspecify.annotations.NullMarked;
