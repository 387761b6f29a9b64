/**
 * Fifth stage: chooses a node, and for promotable clones a role, for each instance.
 *
 * <p>Not here: whether an instance moves there now and how ({@code policy.action}).
 *
 * <p>Read {@link crm.policy.placement.PlaceResources} first, then {@link crm.policy.placement.PlacementBoard}: the
 * only thing that changes here.
 */
@NullMarked
package crm.policy.placement;

import org.jspecify.annotations.NullMarked;
