package crm.policy.situation;

import crm.configuration.ClusterOptions;
import crm.model.NodeName;
import crm.model.ResourceId;
import crm.policy.rule.Definition;
import crm.policy.rule.EffectiveConfiguration;
import crm.policy.rule.NextChange;
import crm.policy.rule.NodeFacts;
import crm.state.Attributes;
import crm.state.ClusterState;
import crm.state.NodeState;
import crm.state.Quorum;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/** Reads off the membership's facts whether each node is online, joining, leaving or must be fenced. */
final class ReadNodes {

    private final EffectiveConfiguration configuration;
    private final ClusterState state;
    private final Instant now;
    private final ClusterOptions options;
    private final NextChange changes;

    ReadNodes(EffectiveConfiguration configuration, ClusterState state, Instant now, NextChange changes) {
        this.configuration = configuration;
        this.state = state;
        this.now = now;
        this.changes = changes;
        this.options = configuration.options();
    }

    SequencedMap<NodeName, NodeFinding> result() {
        var findings = new LinkedHashMap<NodeName, NodeFinding>();
        for (NodeFacts facts : configuration.nodes().values()) {
            findings.put(facts.name(), read(facts));
        }
        return findings;
    }

    private NodeFinding read(NodeFacts facts) {
        var finding = new NodeFinding(facts);
        boolean heardOf = state.node(facts.name()).isPresent();
        finding.standby = heardOf && flag(facts, "standby");
        finding.maintenance = heardOf && flag(facts, "maintenance");
        finding.leads = state.leader().equals(Optional.of(facts.name()));
        if (finding.isRemote()) {
            readRemote(facts, finding);
            return finding;
        }
        Optional<NodeState> known = state.node(facts.name());
        if (known.isEmpty()) {
            // Whatever it did before this cluster was started, it may be doing still.
            if (options.fencingEnabled() && options.startupFencing()) {
                finding.unclean(NodeStanding.UNSEEN);
            }
            return finding;
        }
        finding.seen = true;
        finding.shuttingDown = asksToLeave(facts);
        finding.maintenance |= known.get().inMaintenance().orElse(false);
        if (options.fencingEnabled()) {
            readWithFencing(known.get(), finding);
        } else {
            readWithoutFencing(known.get(), finding);
        }
        if (finding.online && !state.quorum().held() && fencesWithoutQuorum()) {
            finding.unclean("cluster does not have quorum");
        }
        return finding;
    }

    /** Whether it is online its connection tells, once histories are read. */
    private void readRemote(NodeFacts facts, NodeFinding finding) {
        Optional<NodeState> known = state.node(facts.name());
        finding.seen = known.isPresent();
        finding.shuttingDown = asksToLeave(facts);
        finding.maintenance |= known.flatMap(NodeState::inMaintenance).orElse(false);
        finding.fenced = known.flatMap(NodeState::fenced).isPresent();
        finding.discovers = facts.attribute("resource-discovery-enabled")
                .flatMap(ClusterOptions::parseFlag)
                .orElse(true);
        boolean hasConnection = configuration
                .definition(new ResourceId(facts.name().value()))
                .filter(Definition::isRemoteConnection)
                .isPresent();
        if (known.isEmpty()
                && !finding.isGuest()
                && hasConnection
                && options.fencingEnabled()
                && options.startupFencing()) {
            finding.reachable = true;
            finding.unclean(NodeStanding.UNSEEN);
        }
    }

    private static boolean asksToLeave(NodeFacts facts) {
        return facts.attribute(Attributes.SHUTDOWN)
                .map(value -> !value.equals("0") && !value.isBlank())
                .orElse(false);
    }

    private boolean fencesWithoutQuorum() {
        return noQuorumPolicy(options, state) == ClusterOptions.NoQuorumPolicy.FENCE;
    }

    /** Nobody is fenced for the loss of a quorum that was never held. */
    static ClusterOptions.NoQuorumPolicy noQuorumPolicy(ClusterOptions options, ClusterState state) {
        ClusterOptions.NoQuorumPolicy policy = options.noQuorumPolicy();
        boolean never = state.quorum() instanceof Quorum.NeverHeld;
        return policy == ClusterOptions.NoQuorumPolicy.FENCE && never ? ClusterOptions.NoQuorumPolicy.STOP : policy;
    }

    private static boolean flag(NodeFacts facts, String attribute) {
        return facts.attribute(attribute).flatMap(ClusterOptions::parseFlag).orElse(false);
    }

    private static void readWithoutFencing(NodeState node, NodeFinding finding) {
        if (node.membership() != NodeState.Membership.MEMBER) {
            return;
        }
        if (node.controllerUp()) {
            finding.online = node.join() == NodeState.Join.MEMBER;
        } else if (node.expected() == NodeState.Join.MEMBER) {
            finding.unclean("peer is unexpectedly down");
        }
    }

    private void readWithFencing(NodeState node, NodeFinding finding) {
        boolean member = node.membership() == NodeState.Membership.MEMBER;
        boolean terminate = finding.facts
                .attribute(Attributes.TERMINATE)
                .map(value -> ClusterOptions.parseFlag(value).orElse(value.matches("[1-9][0-9]*")))
                .orElse(false);
        finding.online = member;
        if (finding.shuttingDown) {
            finding.online = node.controllerUp();
        } else if (node.membership() == NodeState.Membership.UNSEEN
                && node.fenced().isEmpty()) {
            finding.unclean("peer has not been seen by the cluster");
        } else if (node.join() == NodeState.Join.BANNED) {
            finding.unclean("peer failed Pacemaker membership criteria");
        } else if (terminate) {
            if (!member && !node.controllerUp() && node.join() == NodeState.Join.DOWN) {
                finding.online = false;
            } else {
                finding.unclean("fencing was requested");
            }
        } else if (node.expected() == NodeState.Join.DOWN) {
            if (isPendingTooLong(node)) {
                finding.unclean("peer pending timed out on joining the process group");
            } else if (member || node.controllerUp()) {
                await(finding);
            }
        } else if (!member) {
            if (node.fenced().isEmpty()) {
                finding.unclean(NodeStanding.LOST);
            }
        } else if (!node.controllerUp()) {
            finding.unclean("peer process is no longer available");
        } else {
            readJoined(node, finding);
        }
    }

    /** A node that nobody waits for must be through with joining some time after it became a member. */
    private boolean isPendingTooLong(NodeState node) {
        Duration limit = options.nodePendingTimeout();
        if (limit.isZero() || node.controllerUp() || node.memberSince().isEmpty()) {
            return false;
        }
        Instant end = node.memberSince().get().plus(limit);
        changes.note(end);
        return !now.isBefore(end);
    }

    private static void readJoined(NodeState node, NodeFinding finding) {
        switch (node.join()) {
            case MEMBER -> {}
            case PENDING, DOWN -> await(finding);
            case UNKNOWN, BANNED -> finding.unclean("peer was in an unknown state");
        }
    }

    private static void await(NodeFinding finding) {
        finding.standby = true;
        finding.pending = true;
    }
}
