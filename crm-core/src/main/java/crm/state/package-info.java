/**
 * What is known of the running cluster: who is present, who holds the quorum, what ran where and how it ended.
 * Facts only, as the journal agreed on them.
 *
 * <p>Not here: what the facts mean ({@code policy.situation}), and how they come to be agreed on
 * ({@link crm.journal}).
 *
 * <p>Read {@link crm.state.ClusterState} first.
 */
@NullMarked
package crm.state;

import org.jspecify.annotations.NullMarked;
