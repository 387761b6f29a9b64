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

/** How often nodes are taken for lost, and fenced, that only paused: now one and now another stands still for a moment. */
final class FalseAlarms {

    private static final int BETWEEN_MOST = 20_000;
    private static final int BETWEEN_LEAST = 1000;

    /** What became of some hours. */
    record Day(int pauses, int lost, int fenced) {}

    private FalseAlarms() {}

    /**
     * Three nodes, with pauses all the time.
     *
     * @param longestMillis of a pause; each is half of that at least
     */
    static Day in(int hours, int longestMillis) {
        var lost = new AtomicInteger();
        var fenced = new AtomicInteger();
        var nodes = List.of(new NodeName("pi1"), new NodeName("pi2"), new NodeName("pi3"));
        var world = new SimulatedCluster(
                new Setting(1, true, false, Play.coordinator(), h -> count(h, lost, fenced)), nodes);
        world.run(Duration.ofSeconds(3));
        world.ask(new Request.Configure(Tables.web(nodes.toArray(NodeName[]::new)), Optional.empty(), "loaded"));
        world.run(Duration.ofMinutes(1));
        var chance = new Chance(1, "pauses");
        long end = Duration.ofHours(hours).toMillis();
        int pauses = 0;
        for (long at = 0; at < end; pauses++) {
            world.freeze(chance.pick(nodes), Duration.ofMillis(chance.between(longestMillis / 2, longestMillis)));
            int pause = chance.stretch(BETWEEN_LEAST, BETWEEN_MOST);
            world.run(Duration.ofMillis(pause));
            at += pause;
        }
        return new Day(pauses, lost.get(), fenced.get());
    }

    private static void count(Happening happening, AtomicInteger lost, AtomicInteger fenced) {
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
