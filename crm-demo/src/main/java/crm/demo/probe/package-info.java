/**
 * The visitor's browser: asks for the page all the time and knows when it did not come.
 *
 * <p>Not here: starting it in the client's network namespace ({@link crm.demo.ProbeMain}).
 *
 * <p>Read {@link crm.demo.probe.Outages} first.
 */
@NullMarked
package crm.demo.probe;

import org.jspecify.annotations.NullMarked;
