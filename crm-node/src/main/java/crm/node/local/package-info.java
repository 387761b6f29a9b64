/**
 * What {@code crm} does about this machine without its daemon: found a cluster, join one, start the daemon. Runs in the
 * process that was started in the shell.
 *
 * <p>Not here: every other command, which the daemon carries out ({@code crm.cli.command}, reached through
 * {@link crm.node.control}).
 *
 * <p>Read {@link crm.node.local.CommandMain} first.
 */
@NullMarked
package crm.node.local;

import org.jspecify.annotations.NullMarked;
