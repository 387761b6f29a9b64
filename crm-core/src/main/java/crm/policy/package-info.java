/**
 * The policy engine: from a configuration, what is known of the cluster, and the time, to a
 * {@link crm.transition.Transition} with its reasons. Pure: same input, same output, byte for byte.
 *
 * <p>Not here: carrying a transition out ({@link crm.coordination}).
 *
 * <p>Read {@code Scheduler.plan} first: it names the eight stages in order.
 */
@NullMarked
package crm.policy;

import org.jspecify.annotations.NullMarked;
