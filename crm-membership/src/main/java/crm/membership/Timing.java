package crm.membership;

import java.time.Duration;

/**
 * How fast silence becomes suspicion, and suspicion a new view. Shorter finds failures sooner and takes pauses for
 * failures more easily.
 *
 * @param silence how long a member may say nothing before it is suspected
 * @param heartbeat how often each member says that it is there; at most a third of {@code silence}
 * @param verification how long a suspect has to answer a last question
 * @param merge how long, at most, two parts of a cluster that see each other again remain apart
 * @param vote how long an election waits for votes before it begins anew
 */
public record Timing(Duration silence, Duration heartbeat, Duration verification, Duration merge, Duration vote) {

    public Timing {
        if (heartbeat.multipliedBy(3).compareTo(silence) > 0) {
            throw new IllegalArgumentException(
                    "a heartbeat every " + heartbeat + " is too rare for a silence of " + silence);
        }
    }

    /** For machines that never pause for half a second, on one wired switch. */
    public static Timing lan() {
        return ofMillis(600, 150, 100, 3000, 300);
    }

    /** For Raspberry Pis: a stall of the SD card must not look like a failure. */
    public static Timing pi() {
        return ofMillis(1000, 200, 100, 3000, 500);
    }

    private static Timing ofMillis(long silence, long heartbeat, long verification, long merge, long vote) {
        return new Timing(
                Duration.ofMillis(silence),
                Duration.ofMillis(heartbeat),
                Duration.ofMillis(verification),
                Duration.ofMillis(merge),
                Duration.ofMillis(vote));
    }
}
