/**
 * Every {@code crm …} command: how it is written, what it asks, how its answer reads.
 *
 * <p>Not here: fulfilling a request ({@code crm.coordination}), and the socket's server side ({@code crm.node.control}).
 *
 * <p>Read {@code crm.cli.command.CommandLine} first; {@code crm.cli.client.Main} is what the shell starts.
 */
@NullMarked
package crm.cli;

import org.jspecify.annotations.NullMarked;
