package crm.coordination;

import crm.model.NodeName;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whose word counts.
 *
 * @param term the highest term heard of
 * @param leader the leader of that term, if known
 * @param leaderlessSince since when none is known
 * @param plans how many plans were begun in that term: one node may lead twice in it, and no two plans of a term may have
 *     the same number, because results name the plan that they belong to by it
 * @param leaderAhead how far the leader's clock is ahead of this node's, at least: what it dated in this term cannot have come
 *     before it was written. Zero where this node's is ahead
 */
public record Authority(
        long term, Optional<NodeName> leader, Optional<Moment> leaderlessSince, int plans, Duration leaderAhead) {

    static Authority none(Moment since) {
        return new Authority(0, Optional.empty(), Optional.of(since), 0, Duration.ZERO);
    }

    Authority changed(long newTerm, Optional<NodeName> newLeader, Moment now) {
        Optional<Moment> since = newLeader.isPresent() ? Optional.empty() : leaderlessSince.or(() -> Optional.of(now));
        boolean same = newTerm <= term && newLeader.equals(leader);
        return new Authority(
                Math.max(term, newTerm),
                newLeader,
                since,
                newTerm > term ? 0 : plans,
                same ? leaderAhead : Duration.ZERO);
    }

    /** A newer term was heard of; its leader is not known yet. */
    Authority atLeast(long heard) {
        return heard > term ? new Authority(heard, leader, leaderlessSince, 0, Duration.ZERO) : this;
    }

    /** A plan of a term was begun. */
    Authority begun(long ofTerm, int number) {
        return ofTerm == term
                ? new Authority(term, leader, leaderlessSince, Math.max(plans, number), leaderAhead)
                : this;
    }

    /** The leader of a term dated something that has just come, when this node's clock said {@code own}. */
    Authority dated(long ofTerm, Instant date, Instant own) {
        Duration ahead = Duration.between(own, date);
        return ofTerm == term && ahead.compareTo(leaderAhead) > 0
                ? new Authority(term, leader, leaderlessSince, plans, ahead)
                : this;
    }

    /**
     * The date that the leader's clock shows, as far as it is known to be ahead. A node without a clock of its own that has just
     * been switched on believes in last week; what it dates so would have happened too long ago to matter.
     */
    Instant leadersDate(Instant own) {
        return own.plus(leaderAhead);
    }
}
