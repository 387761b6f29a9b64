package crm.policy.situation;

import crm.model.Node;
import crm.policy.rule.NodeFacts;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What has been found out of a node so far, while histories are read. */
final class NodeFinding {

    final NodeFacts facts;
    boolean online;
    boolean pending;
    boolean standby;
    boolean standbyOnFail;
    boolean maintenance;
    boolean shuttingDown;
    boolean seen;
    boolean leads;
    boolean discovers = true;
    boolean needsReset;
    boolean reachable;
    boolean fenced;
    int priority;
    private boolean unclean;
    private boolean uncleanLater;
    private @Nullable String why;

    NodeFinding(NodeFacts facts) {
        this.facts = facts;
    }

    /** The first cause of uncleanliness is kept. */
    void unclean(String because) {
        if (!unclean) {
            unclean = true;
            why = because;
        }
    }

    /** It must be fenced for the loss of a ticket: what is told of its state now does not say so yet. */
    void lostTicket(String because) {
        if (!unclean) {
            uncleanLater = true;
            unclean(because);
        }
    }

    void clean() {
        unclean = false;
        why = null;
    }

    boolean isGuest() {
        return facts.node().kind() == Node.Kind.GUEST;
    }

    boolean isRemote() {
        return facts.node().kind() == Node.Kind.REMOTE || isGuest();
    }

    boolean isUnclean() {
        return unclean;
    }

    NodeStanding standing() {
        return new NodeStanding(
                facts,
                online,
                Optional.ofNullable(why),
                uncleanLater,
                pending,
                standby,
                standbyOnFail,
                maintenance,
                shuttingDown,
                seen,
                leads,
                discovers,
                needsReset,
                reachable,
                fenced,
                priority);
    }
}
