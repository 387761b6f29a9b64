/**
 * How a new node gets the cluster's key: a member issues a token that works once and for a while, a person carries it
 * to the new node, and the two nodes exchange key and addresses over a channel that only the token opens.
 *
 * <p>Not here: what the key protects ({@link crm.membership}), and admitting the node to the voters (the journal's
 * {@code changeVoters}).
 *
 * <p>Read {@link crm.membership.join.JoinToken} first.
 */
@NullMarked
package crm.membership.join;

import org.jspecify.annotations.NullMarked;
