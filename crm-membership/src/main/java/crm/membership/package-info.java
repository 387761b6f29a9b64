/**
 * Who is present, messages between nodes, and the secret that makes nodes of one cluster trust each other; over
 * JGroups.
 *
 * <p>Not here: the replicated journal ({@link crm.membership.journal}), how a new node gets the secret
 * ({@link crm.membership.join}), and what a change of membership means ({@code crm.coordination}).
 *
 * <p>Read {@link crm.membership.Cluster} first.
 */
@NullMarked
package crm.membership;

import org.jspecify.annotations.NullMarked;
