package crm.coordination;

import crm.journal.AgreedState;
import crm.model.Node;
import crm.model.NodeName;
import crm.state.ClusterState;
import crm.state.Incarnation;
import java.util.function.UnaryOperator;

/**
 * What a node knows in whatever state it is.
 *
 * @param agreed the fold of the journal as far as this node has seen it
 * @param lastTicket of the proposals to the journal
 * @param restored whether the journal was read back, so that {@code agreed} means something
 * @param shown what the last view that was shown was taken from
 * @param leaving whether this node was asked to leave the cluster
 * @param handedOn changes asked for on this node that a leader has not answered yet
 */
public record Facts(
        Self self,
        AgreedState agreed,
        Presence presence,
        Authority authority,
        Duties duties,
        Suspicions suspicions,
        long lastTicket,
        boolean restored,
        String shown,
        boolean leaving,
        HandedOn handedOn) {

    /** The agreed cluster state with what only this node can say now: the quorum and the leader. */
    ClusterState cluster() {
        return agreed.cluster().with(presence.quorum(), authority.leader());
    }

    boolean leads() {
        return authority.leader().filter(self.name()::equals).isPresent();
    }

    /** The life of a node that the cluster agreed on last. */
    Incarnation agreedLife(NodeName node) {
        return agreed.cluster().node(node).map(n -> n.incarnation()).orElse(Incarnation.UNKNOWN);
    }

    /** A witness votes and runs nothing. */
    boolean isWitness(NodeName node) {
        return agreed.configuration()
                .node(node)
                .filter(n -> n.kind() == Node.Kind.WITNESS)
                .isPresent();
    }

    Facts with(Self changed) {
        return new Facts(
                changed,
                agreed,
                presence,
                authority,
                duties,
                suspicions,
                lastTicket,
                restored,
                shown,
                leaving,
                handedOn);
    }

    Facts with(AgreedState changed) {
        return new Facts(
                self, changed, presence, authority, duties, suspicions, lastTicket, restored, shown, leaving, handedOn);
    }

    Facts with(Presence changed) {
        return new Facts(
                self, agreed, changed, authority, duties, suspicions, lastTicket, restored, shown, leaving, handedOn);
    }

    Facts with(Authority changed) {
        return new Facts(
                self, agreed, presence, changed, duties, suspicions, lastTicket, restored, shown, leaving, handedOn);
    }

    Facts duties(UnaryOperator<Duties> how) {
        return new Facts(
                self,
                agreed,
                presence,
                authority,
                how.apply(duties),
                suspicions,
                lastTicket,
                restored,
                shown,
                leaving,
                handedOn);
    }

    Facts suspicions(UnaryOperator<Suspicions> how) {
        return new Facts(
                self,
                agreed,
                presence,
                authority,
                duties,
                how.apply(suspicions),
                lastTicket,
                restored,
                shown,
                leaving,
                handedOn);
    }

    Facts withTicket(long ticket) {
        return new Facts(
                self, agreed, presence, authority, duties, suspicions, ticket, restored, shown, leaving, handedOn);
    }

    Facts restored(AgreedState state) {
        return new Facts(
                self, state, presence, authority, duties, suspicions, lastTicket, true, shown, leaving, handedOn);
    }

    Facts showing(String picture) {
        return new Facts(
                self,
                agreed,
                presence,
                authority,
                duties,
                suspicions,
                lastTicket,
                restored,
                picture,
                leaving,
                handedOn);
    }

    Facts nowLeaving() {
        return new Facts(
                self, agreed, presence, authority, duties, suspicions, lastTicket, restored, shown, true, handedOn);
    }

    Facts handedOn(UnaryOperator<HandedOn> how) {
        return new Facts(
                self,
                agreed,
                presence,
                authority,
                duties,
                suspicions,
                lastTicket,
                restored,
                shown,
                leaving,
                how.apply(handedOn));
    }
}
