/**
 * Commands that run in the process that was started in the shell: about this machine, or because no daemon answers.
 *
 * <p>Not here: writing keys and configuration of a node, which {@code crm-node} does behind
 * {@link crm.cli.local.LocalCluster}.
 *
 * <p>Read {@link crm.cli.local.OnThisMachine} first.
 */
@NullMarked
package crm.cli.local;

import org.jspecify.annotations.NullMarked;
