package crm.coordination;

import crm.model.NodeName;
import java.util.Optional;

/**
 * Whose word counts.
 *
 * @param term the highest term heard of
 * @param leader the leader of that term, if known
 * @param leaderlessSince since when none is known
 * @param plans how many plans were begun in that term: one node may lead twice in it, and no two plans of a term may have
 *     the same number, because results name the plan that they belong to by it
 */
public record Authority(long term, Optional<NodeName> leader, Optional<Moment> leaderlessSince, int plans) {

    Authority changed(long newTerm, Optional<NodeName> newLeader, Moment now) {
        Optional<Moment> since = newLeader.isPresent() ? Optional.empty() : leaderlessSince.or(() -> Optional.of(now));
        return new Authority(Math.max(term, newTerm), newLeader, since, newTerm > term ? 0 : plans);
    }

    /** A newer term was heard of; its leader is not known yet. */
    Authority atLeast(long heard) {
        return heard > term ? new Authority(heard, leader, leaderlessSince, 0) : this;
    }

    /** A plan of a term was begun. */
    Authority begun(long ofTerm, int number) {
        return ofTerm == term ? new Authority(term, leader, leaderlessSince, Math.max(plans, number)) : this;
    }
}
