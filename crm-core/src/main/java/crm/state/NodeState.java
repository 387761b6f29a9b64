package crm.state;

import crm.model.NodeName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the cluster knows of one node: plain facts, in the terms of Pacemaker's {@code node_state}. Whether a node is
 * online, unclean or pending follows from them and is said nowhere here.
 *
 * @param incarnation which life of the node the facts are about
 * @param membership whether the membership layer sees it
 * @param controllerUp whether its daemon answers as a cluster controller
 * @param join how far it is with joining
 * @param expected what it should be: a member, or down (because it was told to leave or was fenced)
 * @param memberSince since when it is a member
 * @param controllerSince since when its controller answers
 * @param attributes transient attributes, fail counts among them
 * @param history what it ran
 * @param fenced why we know it to be off, if we do
 * @param unfenced whether it was unfenced (switched on by a fence device that does so for joining nodes)
 * @param inMaintenance whether it said of itself that it is in maintenance (remote nodes)
 */
public record NodeState(
        NodeName name,
        Incarnation incarnation,
        Membership membership,
        boolean controllerUp,
        Join join,
        Join expected,
        Optional<Instant> memberSince,
        Optional<Instant> controllerSince,
        Attributes attributes,
        List<ResourceHistory> history,
        Optional<PowerProof> fenced,
        boolean unfenced,
        Optional<Boolean> inMaintenance) {

    public NodeState {
        history = List.copyOf(history);
    }

    /** Whether the membership layer sees a node. */
    public enum Membership {
        /** Nothing was ever heard of it. */
        UNSEEN,
        MEMBER,
        /** It was a member and is not any more. */
        LOST
    }

    /** How far a node is with joining. */
    public enum Join {
        UNKNOWN,
        DOWN,
        PENDING,
        MEMBER,
        BANNED
    }

    /** A node of which nothing is known. */
    public static NodeState unseen(NodeName name) {
        return new NodeState(
                name,
                Incarnation.UNKNOWN,
                Membership.UNSEEN,
                false,
                Join.UNKNOWN,
                Join.UNKNOWN,
                Optional.empty(),
                Optional.empty(),
                Attributes.NONE,
                List.of(),
                Optional.empty(),
                false,
                Optional.empty());
    }

    /** The number that follows those of all operations in its history. */
    public int nextCallId() {
        return 1
                + history.stream()
                        .flatMap(resource -> resource.operations().stream())
                        .mapToInt(OperationRecord::callId)
                        .max()
                        .orElse(0);
    }

    /** The same life of the node with other transient attributes. */
    public NodeState with(Attributes changed) {
        return new NodeState(
                name,
                incarnation,
                membership,
                controllerUp,
                join,
                expected,
                memberSince,
                controllerSince,
                changed,
                history,
                fenced,
                unfenced,
                inMaintenance);
    }

    /** The same life of the node with another history. */
    public NodeState with(List<ResourceHistory> changed) {
        return new NodeState(
                name,
                incarnation,
                membership,
                controllerUp,
                join,
                expected,
                memberSince,
                controllerSince,
                attributes,
                changed,
                fenced,
                unfenced,
                inMaintenance);
    }
}
