/**
 * What the table looks like in a terminal: values in, text out.
 *
 * <p>Asks nobody anything; that is {@link crm.demo.TableCommand}'s part. Read {@link crm.demo.view.TableDrawing}.
 */
@NullMarked
package crm.demo.view;

import org.jspecify.annotations.NullMarked;
