/**
 * How answers read, as text, JSON and XML. Pure: values in, text out.
 *
 * <p>Not here: the documents {@code --output json|xml} prints for the status ({@code crm.formats.status}), and when
 * what is asked ({@link crm.cli.command}).
 *
 * <p>Read {@link crm.cli.render.StatusText} first.
 */
@NullMarked
package crm.cli.render;

import org.jspecify.annotations.NullMarked;
