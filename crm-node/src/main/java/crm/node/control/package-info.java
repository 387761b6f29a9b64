/**
 * The control socket: lets people and programs on this machine ask the daemon, over a Unix domain socket and only after
 * the kernel has said who they are.
 *
 * <p>Not here: what commands there are and how answers read ({@code crm.cli.command}), the frames ({@code crm.cli.wire}),
 * and what requests do ({@code crm.coordination}, reached through {@link crm.node.control.RequestHandler}).
 *
 * <p>Read {@link crm.node.control.ControlSocket} first.
 */
@NullMarked
package crm.node.control;

import org.jspecify.annotations.NullMarked;
