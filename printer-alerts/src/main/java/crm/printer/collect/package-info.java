/**
 * Receipts for a cluster that Pacemaker runs: {@code alert_crm} is an alert agent that hands what Pacemaker tells it to one
 * collector, which knows the same happening when several nodes tell of it, and prints one receipt for what belongs
 * together.
 *
 * <p>Not here: telling other people's alert agents of our own cluster ({@link crm.printer.program}), paper and spool
 * ({@link crm.printer}).
 *
 * <p>Read {@link crm.printer.collect.AlertBook} first.
 */
@NullMarked
package crm.printer.collect;

import org.jspecify.annotations.NullMarked;
