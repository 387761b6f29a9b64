/**
 * Carrying out commands: local services with their monitors, and everything else on a virtual thread of its own.
 *
 * <p>Not here: which commands there are and why ({@code crm.coordination}).
 *
 * <p>Read {@link crm.node.work.CommandRunner} first.
 */
@NullMarked
package crm.node.work;

import org.jspecify.annotations.NullMarked;
