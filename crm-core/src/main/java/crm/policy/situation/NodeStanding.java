package crm.policy.situation;

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
        boolean leads) {

    public NodeName name() {
        return facts.name();
    }

    public boolean isUnclean() {
        return unclean.isPresent();
    }

    /** Whether resources may be placed on it at all. */
    public boolean available() {
        return online && !shuttingDown && !isUnclean() && !standby && !maintenance;
    }
}
