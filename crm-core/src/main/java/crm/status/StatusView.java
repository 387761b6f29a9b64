package crm.status;

import crm.journal.Incident;
import crm.model.InstanceId;
import crm.model.NodeName;
import crm.model.ResourceId;
import crm.model.Role;
import crm.state.Quorum;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The cluster as one node sees it at one moment. Everything shown anywhere is taken from here.
 *
 * @param self the node that says so
 * @param asOf when it says so
 * @param leader the node that plans now, if one is known
 * @param lastChange when the configuration was last changed, and by whom
 * @param headline the state of the whole in one sentence that a visitor understands
 * @param notices what deserves attention, the gravest first, one sentence each: no quorum, a switch that does not
 *     answer, a quarantine, a device never proven
 * @param incident the incident that goes on, or the last one
 * @param attributes transient and permanent node attributes worth showing
 */
public record StatusView(
        String cluster,
        NodeName self,
        Instant asOf,
        Optional<NodeName> leader,
        long term,
        Quorum quorum,
        String version,
        Optional<Change> lastChange,
        boolean maintenance,
        boolean busy,
        String headline,
        List<Notice> notices,
        List<NodeLine> nodes,
        List<ResourceLine> resources,
        List<FailedOperation> failures,
        List<FencingLine> fencing,
        List<TemporaryPlacement> moves,
        List<NodeAttribute> attributes,
        Optional<Incident> incident) {

    public StatusView {
        notices = List.copyOf(notices);
        nodes = List.copyOf(nodes);
        resources = List.copyOf(resources);
        failures = List.copyOf(failures);
        fencing = List.copyOf(fencing);
        moves = List.copyOf(moves);
        attributes = List.copyOf(attributes);
    }

    /** The same view of some of the resources only. */
    public StatusView withResources(List<ResourceLine> shown) {
        return new StatusView(
                cluster,
                self,
                asOf,
                leader,
                term,
                quorum,
                version,
                lastChange,
                maintenance,
                busy,
                headline,
                notices,
                nodes,
                shown,
                failures,
                fencing,
                moves,
                attributes,
                incident);
    }

    /** A change of the configuration. */
    public record Change(Instant at, String by, String summary) {}

    /** Something that deserves attention. */
    public record Notice(Gravity gravity, String sentence) {}

    /** How much attention. */
    public enum Gravity {
        NOTE,
        WARNING,
        ALARM
    }

    /**
     * One node.
     *
     * @param condition in one word
     * @param sentence what is up with it, one plain sentence, never empty
     * @param runs the instances active there
     * @param fencingProven when its fence device was last proven to work, and how long it took
     * @param previousLife why its earlier life ended, if it was fenced: what a screen confesses after the reboot
     */
    public record NodeLine(
            NodeName name,
            boolean witness,
            Condition condition,
            String sentence,
            List<InstanceId> runs,
            Optional<Drill> fencingProven,
            Optional<String> previousLife) {
        public NodeLine {
            runs = List.copyOf(runs);
        }
    }

    /** A fencing drill. */
    public record Drill(Instant at, Duration took, boolean succeeded) {}

    /** A node's condition. */
    public enum Condition {
        ONLINE,
        STANDBY,
        MAINTENANCE,
        /** Its daemon is there and not yet ready. */
        PENDING,
        /** Lost, and not proven off. */
        UNCLEAN,
        /** Being fenced now. */
        FENCING,
        /** Proven off. */
        OFF,
        /** Left in good order. */
        OFFLINE,
        QUARANTINED
    }

    /**
     * A resource, or a collective with its members.
     *
     * @param agent for a primitive
     * @param kind {@code primitive}, {@code group}, {@code clone} or {@code bundle}
     * @param where where its instances are and in which role
     * @param why why it is where it is, or why nowhere: one plain sentence, never empty
     */
    public record ResourceLine(
            ResourceId id,
            String kind,
            Optional<String> agent,
            List<Where> where,
            Flags flags,
            Optional<Pending> pending,
            String why,
            List<ResourceLine> members) {
        public ResourceLine {
            where = List.copyOf(where);
            members = List.copyOf(members);
        }
    }

    /** An instance on a node. */
    public record Where(InstanceId instance, NodeName node, Role role) {}

    /** What is being done to a resource now. */
    public record Pending(String task, NodeName node, Instant since) {}

    /**
     * What sets a resource apart.
     *
     * @param lockedTo the node that was shut down and that it is kept for
     */
    public record Flags(
            boolean managed,
            boolean disabled,
            boolean failed,
            boolean blocked,
            boolean removed,
            Optional<NodeName> lockedTo) {
        public static final Flags NONE = new Flags(true, false, false, false, false, Optional.empty());
    }

    /** An operation that ended otherwise than expected. */
    public record FailedOperation(
            InstanceId instance,
            String task,
            Duration interval,
            NodeName node,
            int exitCode,
            String exitText,
            String exitReason,
            Instant at,
            Duration took) {}

    /** A fencing, done, failed or under way. */
    public record FencingLine(
            NodeName target, String operation, NodeName by, Instant at, Optional<Boolean> succeeded, String detail) {}

    /** A move that still constrains a resource. */
    public record TemporaryPlacement(ResourceId resource, Optional<NodeName> target, Instant since, String clears) {}

    /** An attribute of a node. */
    public record NodeAttribute(NodeName node, String name, String value) {}
}
