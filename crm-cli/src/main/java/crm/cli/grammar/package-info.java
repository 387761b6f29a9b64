/**
 * How commands are written: their words, parameters and options, what was meant by a mistyped one, and the help for all
 * of them. Pure: words in, a {@link crm.cli.grammar.Parsing} out.
 *
 * <p>Not here: which commands there are and what they do ({@link crm.cli.command}).
 *
 * <p>Read {@link crm.cli.grammar.Command} first.
 */
@NullMarked
package crm.cli.grammar;

import org.jspecify.annotations.NullMarked;
