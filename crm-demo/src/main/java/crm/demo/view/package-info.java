/**
 * What the table looks like in a terminal: values in, text out.
 *
 * <p>Not here: asking anybody anything ({@link crm.demo.TableCommand}).
 *
 * <p>Read {@link crm.demo.view.TableDrawing}.
 */
@NullMarked
package crm.demo.view;

import org.jspecify.annotations.NullMarked;
