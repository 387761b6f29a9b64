package crm.fencing.snmp;

import org.snmp4j.TimeoutModel;

/**
 * When a request is repeated: soon after the first loss, then ever more slowly, and until the deadline. An answer to any
 * of the repetitions, however late, ends the waiting; so a switch that stalls is asked again seldom and heard at once.
 */
final class Retransmission implements TimeoutModel {

    private static final long FIRST_MILLIS = 120;
    private static final long LONGEST_MILLIS = 960;

    /** How many repetitions fit into a limit. */
    static int within(long limitMillis) {
        int repetitions = 0;
        for (long at = step(0); at < limitMillis; at += step(repetitions)) {
            repetitions++;
        }
        return repetitions;
    }

    @Override
    public long getRetryTimeout(int repetitionsSent, int repetitions, long limitMillis) {
        long elapsed = 0;
        for (int i = 0; i < repetitionsSent; i++) {
            elapsed += step(i);
        }
        return Math.max(1, Math.min(step(repetitionsSent), limitMillis - elapsed));
    }

    @Override
    public long getRequestTimeout(int repetitions, long limitMillis) {
        return limitMillis;
    }

    private static long step(int repetition) {
        return Math.min(FIRST_MILLIS << Math.min(repetition, 8), LONGEST_MILLIS);
    }
}
