package crm.coordination;

import java.time.Duration;

/**
 * How long the state machine waits for what.
 *
 * @param startGrace how long after its own start a leader waits for members that are not heard of yet, before it calls
 *     them lost: after a power cut of everything, not all come back at the same moment
 * @param leaderless how long a node with a majority around it bears to know no leader before it stops its services
 * @param proveLimit for looking whether a node has power
 * @param cutLimit for switching a node off and proving it
 * @param restoreLimit for giving a node power
 * @param hold how long a node stays off before it is given power again, so that its capacitors are empty
 * @param orderMargin how much longer than its timeout an action may take to be reported
 * @param changeLimit how long whoever asked for a change is kept waiting
 * @param leaderAwaited how long a change waits for a leader to be elected before whoever asked for it is told
 * @param voterLimit for adding a voter or taking one away
 * @param voterPause how long to wait before a change of the voters that did not succeed is tried again
 * @param quarantineWindow within which fencings of a node are counted
 */
public record Tuning(
        Duration startGrace,
        Duration leaderless,
        Duration proveLimit,
        Duration cutLimit,
        Duration restoreLimit,
        Duration hold,
        Duration orderMargin,
        Duration changeLimit,
        Duration leaderAwaited,
        Duration voterLimit,
        Duration voterPause,
        Duration quarantineWindow) {

    public static Tuning standard() {
        return new Tuning(
                Duration.ofSeconds(20),
                Duration.ofSeconds(8),
                Duration.ofSeconds(2),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                Duration.ofSeconds(3),
                Duration.ofSeconds(5),
                Duration.ofSeconds(60),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(2),
                Duration.ofMinutes(10));
    }

    /** How long to wait between attempts to switch a node off once {@code fencing-max-attempts} have failed. */
    Duration calmPause() {
        return Duration.ofSeconds(20);
    }

    /** How long to wait before a receipt that could not be spooled is tried again. */
    Duration receiptPause() {
        return Duration.ofSeconds(5);
    }

    /** How long to wait before the next attempt to switch a node off, after {@code failed} that gave no proof. */
    Duration backoff(int failed) {
        long millis = Math.min(10_000, 250L << Math.min(failed, 6));
        return Duration.ofMillis(millis);
    }
}
