/**
 * What can be asked of a daemon and how it answers, as values.
 *
 * <p>Not here: how a person writes a request and reads an answer (module {@code crm-cli}), and how requests are
 * fulfilled ({@link crm.coordination}).
 *
 * <p>Read {@link crm.control.Request} first.
 */
@NullMarked
package crm.control;

import org.jspecify.annotations.NullMarked;
