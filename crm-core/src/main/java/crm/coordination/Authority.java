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
 */
public record Authority(long term, Optional<NodeName> leader, Optional<Instant> leaderlessSince) {

    Authority changed(long newTerm, Optional<NodeName> newLeader, Instant now) {
        Optional<Instant> since = newLeader.isPresent() ? Optional.empty() : leaderlessSince.or(() -> Optional.of(now));
        return new Authority(Math.max(term, newTerm), newLeader, since);
    }

    /** A newer term was heard of; its leader is not known yet. */
    Authority atLeast(long heard) {
        return heard > term ? new Authority(heard, leader, leaderlessSince) : this;
    }
}
