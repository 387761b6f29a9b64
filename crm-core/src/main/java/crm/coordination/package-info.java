/**
 * The node's state machine: events in, decisions out. The same on every node; the journal's leader plans, the others
 * perform and report.
 *
 * <p>Not here: what to do about the state of the cluster ({@link crm.policy}), and doing anything
 * (module {@code crm-node} and the adapters).
 *
 * <p>Read {@link crm.coordination.Coordinator#on} first.
 */
@NullMarked
package crm.coordination;

import org.jspecify.annotations.NullMarked;
