package crm.policy.situation;

import crm.model.Node;
import crm.model.NodeName;
import crm.policy.rule.NodeFacts;
import java.util.Optional;

/**
 * What a node can be asked to do.
 *
 * @param online whether it can be asked anything
 * @param unclean why it must be fenced before what it ran may start elsewhere; empty if it need not
 * @param uncleanLater whether only a lost ticket makes it so, which its state by itself does not show
 * @param pending whether it is joining; it stands by until it has
 * @param standby whether it may run nothing
 * @param standbyOnFail whether a failed operation put it there
 * @param shuttingDown whether it asked to leave
 * @param seen whether anything was ever heard of it
 * @param leads whether the planning node itself is meant
 * @param discovers whether resources are looked for on it
 * @param needsReset whether what runs it, or its connection, has to be brought back before it can be asked anything
 * @param reachable whether a remote node is unclean only as long as nobody can reach it: being reached clears it
 * @param fenced whether a remote node was fenced since it was last reached
 * @param priority of all that runs on it, a promoted instance counting one more
 */
public record NodeStanding(
        NodeFacts facts,
        boolean online,
        Optional<String> unclean,
        boolean uncleanLater,
        boolean pending,
        boolean standby,
        boolean standbyOnFail,
        boolean maintenance,
        boolean shuttingDown,
        boolean seen,
        boolean leads,
        boolean discovers,
        boolean needsReset,
        boolean reachable,
        boolean fenced,
        int priority) {

    /** The cause of uncleanliness of a node of which nobody has heard anything: it may be doing whatever it did before. */
    static final String UNSEEN = "node is unclean";

    /** The cause of uncleanliness of a member that is not one any more. */
    static final String LOST = "peer is no longer part of the cluster";

    /** Whether contact with it was lost while it was a member: then the other side may be about to fence us too. */
    public boolean isLost() {
        return unclean.equals(Optional.of(LOST));
    }

    /** Whether it is unclean for being unseen alone, which is not found out but assumed. */
    public boolean isUnseen() {
        return unclean.equals(Optional.of(UNSEEN));
    }

    public NodeName name() {
        return facts.name();
    }

    public boolean isUnclean() {
        return unclean.isPresent();
    }

    /** Whether resources of which nobody knows whether they are active on it are looked for now. */
    public boolean looksNow() {
        return online && !isUnclean() && discovers;
    }

    /** Whether it runs inside a resource of the cluster. */
    public boolean isGuest() {
        return facts.node().kind() == Node.Kind.GUEST;
    }

    /** Whether it is asked through a connection, which is a resource of its name. */
    public boolean isRemote() {
        return facts.node().kind() == Node.Kind.REMOTE || isGuest();
    }

    /** The same node once its connection is to come up somewhere. */
    public NodeStanding reached() {
        return with(true, reachable ? Optional.empty() : unclean, shuttingDown);
    }

    /** The same node once its connection is to be closed. */
    public NodeStanding left() {
        return with(online, unclean, true);
    }

    /** The same node, which must be fenced. */
    public NodeStanding mustBeFenced(String why) {
        return with(online, Optional.of(unclean.orElse(why)), shuttingDown);
    }

    private NodeStanding with(boolean isOnline, Optional<String> isUnclean, boolean leaves) {
        return new NodeStanding(
                facts,
                isOnline,
                isUnclean,
                uncleanLater,
                pending,
                standby,
                standbyOnFail,
                maintenance,
                leaves,
                seen,
                leads,
                discovers,
                needsReset,
                reachable,
                fenced,
                priority);
    }

    /** Whether resources may be placed on it at all. */
    public boolean available() {
        return online && !shuttingDown && !isUnclean() && !standby && !maintenance;
    }
}
