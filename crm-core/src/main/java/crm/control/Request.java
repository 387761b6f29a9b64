package crm.control;

import crm.configuration.Configuration;
import crm.model.InstanceId;
import crm.model.NodeName;
import crm.model.ResourceId;
import java.time.Duration;
import java.util.Optional;

/** Something asked of the cluster. Requests that change something are answered when the change has had its effect. */
public sealed interface Request {

    /** Reads that any node answers from what it knows. */
    sealed interface Query extends Request {}

    /** Changes, which the leader carries out. */
    sealed interface Change extends Request {}

    /** Done by the very node that is asked; the cluster need not know. */
    sealed interface Local extends Request {}

    /** A token with which one more node may join, within this time. */
    record IssueToken(Duration valid) implements Local {}

    /**
     * Compares a printed roll, as the bytes that went to the printer, with what the journal says was printed.
     *
     * @param file where it lies on the node that is asked
     */
    record VerifyRoll(String file) implements Local {}

    record ShowStatus() implements Query {}

    record ShowConfiguration() implements Query {}

    /** Why every instance of a resource is where it is. */
    record Explain(ResourceId resource) implements Query {}

    /** What would happen if this node lost its power now. */
    record WhatIfLost(NodeName node) implements Query {}

    /** What would happen if the configuration were this one. */
    record WhatIfConfigured(Configuration configuration) implements Query {}

    /** All that the policy engine would decide from now, to try things out on. */
    record ShowSituation() implements Query {}

    /** Incidents, newest first. */
    record ShowHistory(int limit) implements Query {}

    /** Outlets and proofs of the fence devices. */
    record ShowFencing() implements Query {}

    /** What the journal says of the receipts that were printed. */
    record ShowReceipts() implements Query {}

    /**
     * Replaces the configuration, except that no node is taken out: that is asked for by {@link ChangeVoters}.
     *
     * @param base the version the change was made from, so that nobody's change is overwritten unseen; empty to insist
     */
    record Configure(Configuration configuration, Optional<Long> base, String summary) implements Change {}

    /** Places a resource elsewhere for now; without a target anywhere but where it is. */
    record Move(ResourceId resource, Optional<NodeName> target) implements Change {}

    /** Forbids a resource a node, lasting; without a node where it is. */
    record Ban(ResourceId resource, Optional<NodeName> node) implements Change {}

    /** Removes what move and ban left. */
    record Clear(ResourceId resource) implements Change {}

    /** {@code Started} or {@code Stopped}. */
    record SetTargetRole(ResourceId resource, boolean started) implements Change {}

    /** Stops and starts a resource where it is. */
    record Restart(ResourceId resource) implements Change {}

    /** Forgets failures and probes anew; all resources, or all nodes, if not given. */
    record Cleanup(Optional<ResourceId> resource, Optional<NodeName> node) implements Change {}

    record SetManaged(ResourceId resource, boolean managed) implements Change {}

    record SetStandby(NodeName node, boolean standby) implements Change {}

    /** Maintenance of one node, or of the whole cluster if no node is given. */
    record SetMaintenance(Optional<NodeName> node, boolean maintenance) implements Change {}

    /** Fences a node at a person's word. */
    record Fence(NodeName node) implements Change {}

    /** A person says that a node is off. */
    record ConfirmOff(NodeName node) implements Change {}

    /** Proves that the fence device of a node works: off, proof, on. */
    record DrillFencing(NodeName node) implements Change {}

    /** Ends the quarantine of a node and gives it power. */
    record EndQuarantine(NodeName node) implements Change {}

    record SetAttribute(NodeName node, String name, Optional<String> value) implements Change {}

    /** Moves everything away from this node and lets its daemon end. */
    record Leave(NodeName node) implements Change {}

    /** Lets a node that is not in the cluster become a voter once it is heard of, or removes one for good. */
    record ChangeVoters(NodeName node, boolean add) implements Change {}

    /** Not asked by people: what a resource's agent reports out of turn. */
    record ReportTrouble(InstanceId instance, String what) implements Change {}
}
