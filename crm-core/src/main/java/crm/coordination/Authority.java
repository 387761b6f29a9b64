package crm.coordination;

import crm.model.NodeName;
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
 * @param leadersClock what the leader's clock is known to have shown at least: what it dated in this term cannot have come
 *     before it was written
 */
public record Authority(
        long term, Optional<NodeName> leader, Optional<Moment> leaderlessSince, int plans, Optional<Now> leadersClock) {

    static Authority none(Moment since) {
        return new Authority(0, Optional.empty(), Optional.of(since), 0, Optional.empty());
    }

    Authority changed(long newTerm, Optional<NodeName> newLeader, Moment now) {
        Optional<Moment> since = newLeader.isPresent() ? Optional.empty() : leaderlessSince.or(() -> Optional.of(now));
        boolean same = newTerm <= term && newLeader.equals(leader);
        return new Authority(
                Math.max(term, newTerm),
                newLeader,
                since,
                newTerm > term ? 0 : plans,
                same ? leadersClock : Optional.empty());
    }

    /** A newer term was heard of; its leader is not known yet. */
    Authority atLeast(long heard) {
        return heard > term ? new Authority(heard, leader, leaderlessSince, 0, Optional.empty()) : this;
    }

    /** A plan of a term was begun. */
    Authority begun(long ofTerm, int number) {
        return ofTerm == term
                ? new Authority(term, leader, leaderlessSince, Math.max(plans, number), leadersClock)
                : this;
    }

    /** The leader of a term dated something that has just come. */
    Authority dated(long ofTerm, Instant date, Moment came) {
        boolean later =
                leadersClock.filter(clock -> !clock.at(came).isBefore(date)).isEmpty();
        return ofTerm == term && later
                ? new Authority(term, leader, leaderlessSince, plans, Optional.of(new Now(date, came)))
                : this;
    }

    /**
     * The date that the leader's clock shows, as far as this node knows, else its own clock's. A node without a clock of its own
     * that has just been switched on believes in last week, and one whose clock was just set in whatever: what happens there
     * would seem to have happened before what it followed.
     */
    Instant leadersDate(Now own) {
        return leadersClock.map(clock -> clock.at(own.moment())).orElse(own.date());
    }
}
