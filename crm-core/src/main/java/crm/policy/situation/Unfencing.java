package crm.policy.situation;

import crm.model.ResourceId;
import java.util.Optional;

/**
 * What there is to know of the unfencing of a node: the switching on of its access to what its fencing switches off.
 *
 * @param done whether it has been unfenced since it was last fenced
 * @param changed a device that was configured otherwise when that was done
 * @param digests of the devices' parameters, as Pacemaker remembers them with the node
 * @param openDigests of those that are not private
 */
public record Unfencing(boolean done, Optional<ResourceId> changed, String digests, String openDigests) {}
