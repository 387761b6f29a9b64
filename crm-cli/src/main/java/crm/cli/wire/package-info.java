/**
 * What the client in the shell and the daemon say to each other over the control socket: small frames of text.
 *
 * <p>Not here: who listens on the socket and who may ask ({@code crm.node.control}), and what the text means.
 *
 * <p>Read {@link crm.cli.wire.Frame} first.
 */
@NullMarked
package crm.cli.wire;

import org.jspecify.annotations.NullMarked;
