/**
 * Seventh stage: which drafted actions are needed and possible, once everything they wait for, imply and block is
 * heeded. The answer does not depend on the order in which orderings are worked off: marks are only ever added.
 *
 * <p>Not here: what becomes part of the transition ({@code policy.assembly}).
 *
 * <p>Read {@link crm.policy.ordering.ResolveOrderings} first, then {@link crm.policy.ordering.MarkBoard}: the only
 * thing that changes here.
 */
@NullMarked
package crm.policy.ordering;

import org.jspecify.annotations.NullMarked;
