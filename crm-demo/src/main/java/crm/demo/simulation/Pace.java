package crm.demo.simulation;

import java.time.Duration;

/**
 * How fast things go when nothing is wrong. The figures of the table: see {@code crm.membership.Timing} and
 * docs/failover-times.md.
 *
 * @param message from one node to another
 * @param silence after which a node that says nothing is taken out of the view
 * @param closed after which a daemon that died on a running machine is: its connections break
 * @param merge after which nodes that hear each other again are in one view
 * @param tick how often time passes for a coordinator
 * @param boot from power to a running daemon
 * @param pulse how often a leader of the journal is heard
 */
record Pace(
        Duration message,
        Duration silence,
        Duration closed,
        Duration merge,
        Duration tick,
        Duration boot,
        Duration pulse) {

    static final Pace TABLE = new Pace(
            Duration.ofMillis(1),
            Duration.ofMillis(750),
            Duration.ofMillis(150),
            Duration.ofMillis(100),
            Duration.ofMillis(250),
            Duration.ofSeconds(5),
            Duration.ofMillis(100));

    /** The same, with time passing for the coordinators as rarely as they bear. */
    static final Pace ROUGH = new Pace(
            TABLE.message, TABLE.silence, TABLE.closed, TABLE.merge, Duration.ofMillis(500), TABLE.boot, TABLE.pulse);
}
