/**
 * What each command does: it turns words into requests, asks, and hands the answers to the renderers. Runs in the
 * daemon; what needs no daemon also runs in the client's own process.
 *
 * <p>Not here: how words are understood ({@link crm.cli.grammar}), how answers read ({@link crm.cli.render}), and what
 * requests do ({@code crm.coordination}).
 *
 * <p>Read {@link crm.cli.command.CommandLine} first.
 */
@NullMarked
package crm.cli.command;

import org.jspecify.annotations.NullMarked;
