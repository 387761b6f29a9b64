/**
 * A plan and its progress: which actions, in which order, why, and how far they are.
 *
 * <p>Not here: how a plan comes about ({@link crm.policy}), and who carries it out ({@link crm.coordination}).
 *
 * <p>Read {@link crm.transition.Transition} first.
 */
@NullMarked
package crm.transition;

import org.jspecify.annotations.NullMarked;
