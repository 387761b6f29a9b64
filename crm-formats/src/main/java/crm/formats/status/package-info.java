/**
 * Answers as documents for programs: JSON of our own, and XML as Pacemaker's tools print it.
 *
 * <p>Not here: answers for people ({@code crm.cli.render}). The JSON is described in {@code docs/cli.md}.
 *
 * <p>Read {@link crm.formats.status.AnswerJson} first.
 */
@NullMarked
package crm.formats.status;

import org.jspecify.annotations.NullMarked;
