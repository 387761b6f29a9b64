package crm.demo.simulation.chaos;

import crm.control.Request;
import crm.demo.simulation.Chance;
import crm.demo.simulation.Happening;
import crm.demo.simulation.Setting;
import crm.demo.simulation.SimulatedCluster;
import crm.demo.simulation.Tables;
import crm.journal.Entry;
import crm.model.NodeName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Whether machines that only stand still for a moment are taken for lost, and fenced. */
final class FalseAlarms {

    private static final List<NodeName> NODES = List.of(new NodeName("pi1"), new NodeName("pi2"), new NodeName("pi3"));
    private static final int BETWEEN_MOST = 20_000;
    private static final int BETWEEN_LEAST = 1000;
    private static final Duration WATCHED = Duration.ofSeconds(30);

    /** What became of some hours. */
    record Day(int pauses, int lost, int fenced) {}

    /**
     * What became of single pauses of one length, each in a world of its own.
     *
     * @param unnoticed nobody was taken for lost
     * @param fenced a node was switched off for it
     */
    record Pauses(int millis, int count, int unnoticed, int fenced) {}

    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicInteger fenced = new AtomicInteger();
    private final SimulatedCluster world;
    private final Chance chance;

    private FalseAlarms(long seed) {
        chance = new Chance(seed, "pauses");
        world = new SimulatedCluster(Setting.rough(seed, false, Play.coordinator(), this::count), NODES);
        world.run(Duration.ofSeconds(3));
        world.ask(new Request.Configure(Tables.web(NODES.toArray(NodeName[]::new)), Optional.empty(), "loaded"));
        world.run(Duration.ofMinutes(1));
    }

    /**
     * Three nodes, of which now one and now another stands still, all the time.
     *
     * @param longestMillis of a pause; the lengths are drawn from a tenth of that on, short ones as likely as long ones
     */
    static Day in(int hours, int longestMillis) {
        var day = new FalseAlarms(1);
        long end = Duration.ofHours(hours).toMillis();
        int pauses = 0;
        for (long at = 0; at < end; pauses++) {
            int length = day.chance.stretch(longestMillis / 10, longestMillis);
            day.world.freeze(day.chance.pick(NODES), Duration.ofMillis(length));
            int pause = day.chance.stretch(BETWEEN_LEAST, BETWEEN_MOST);
            day.world.run(Duration.ofMillis(pause));
            at += pause;
        }
        return new Day(pauses, day.lost.get(), day.fenced.get());
    }

    /** As many pauses of this length, one in each of as many worlds. */
    static Pauses of(int millis, int count) {
        int unnoticed = 0;
        int fenced = 0;
        for (int seed = 1; seed <= count; seed++) {
            var alarms = new FalseAlarms(seed);
            alarms.world.freeze(alarms.chance.pick(NODES), Duration.ofMillis(millis));
            alarms.world.run(Duration.ofMillis(millis).plus(WATCHED));
            unnoticed += alarms.lost.get() == 0 ? 1 : 0;
            fenced += alarms.fenced.get() > 0 ? 1 : 0;
        }
        return new Pauses(millis, count, unnoticed, fenced);
    }

    private void count(Happening happening) {
        if (happening instanceof Happening.Committed committed) {
            for (Entry entry : committed.entries()) {
                if (entry instanceof Entry.NodeLost) {
                    lost.incrementAndGet();
                }
                if (entry instanceof Entry.NodeFenced) {
                    fenced.incrementAndGet();
                }
            }
        }
    }
}
