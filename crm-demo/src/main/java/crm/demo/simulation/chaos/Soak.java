package crm.demo.simulation.chaos;

import crm.control.Request;
import crm.demo.simulation.Chance;
import crm.demo.simulation.Happening;
import crm.demo.simulation.Repertoire;
import crm.demo.simulation.Setting;
import crm.demo.simulation.SimulatedCluster;
import crm.demo.simulation.invariant.Invariant;
import crm.formats.values.ValueCodec;
import crm.journal.AgreedState;
import crm.model.NodeName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Hours on end in which something goes wrong every 30 to 90 seconds and nobody comes to help. Each hour ends with three
 * quiet minutes, after which everything must run.
 */
final class Soak {

    private static final List<NodeName> NODES = List.of(new NodeName("pi1"), new NodeName("pi2"), new NodeName("pi3"));

    /**
     * What passes by itself: no person has to mend, allow or forget anything.
     */
    private static final List<FaultKind> KINDS = List.of(
            FaultKind.UNPLUGGED,
            FaultKind.PANIC,
            FaultKind.FROZEN,
            FaultKind.CLOCK,
            FaultKind.PARTITION,
            FaultKind.BROKEN_PAIR,
            FaultKind.STORM,
            FaultKind.SWITCH,
            FaultKind.AGENT,
            FaultKind.CRASH,
            FaultKind.DISK,
            FaultKind.DAEMON,
            FaultKind.POWER_CUT);

    private static final int LEAST_PAUSE = 30_000;
    private static final int MOST_PAUSE = 90_000;
    private static final int QUIET_SECONDS = 180;
    private static final int KIB = 1024;

    private final List<Invariant> invariants = Invariant.ofTheMoment();
    private final List<String> broken = new ArrayList<>();
    private final SimulatedCluster world;
    private final Chance chance;
    private int fencings;

    /**
     * How an hour ended.
     *
     * @param stateBytes what a snapshot of all that is agreed takes
     * @param heapKibibytes of the whole simulation after a collection
     * @param wrong what does not hold; empty if all is well
     */
    record Hour(
            int number,
            int faults,
            int fencings,
            long agreed,
            int stateBytes,
            long heapKibibytes,
            List<String> wrong) {}

    private Soak(long seed) {
        chance = new Chance(seed, "soak");
        world = new SimulatedCluster(Setting.rough(seed, false, Play.coordinator(), this::saw), NODES);
    }

    static void run(long seed, int hours, Consumer<Hour> told) {
        var soak = new Soak(seed);
        soak.begin();
        for (int hour = 1; hour <= hours; hour++) {
            told.accept(soak.hour(hour));
        }
    }

    private void begin() {
        NODES.forEach(node -> world.watchdog(node, true));
        world.run(Duration.ofSeconds(3));
        world.ask(new Request.Configure(Repertoire.enduring(NODES), Optional.empty(), "loaded"));
        world.run(Duration.ofMinutes(1));
    }

    private void saw(Happening happening) {
        for (Invariant invariant : invariants) {
            invariant
                    .broken(world, happening)
                    .ifPresent(what -> broken.add(invariant.getClass().getSimpleName() + ": " + what));
        }
        if (happening instanceof Happening.Committed committed) {
            fencings += (int) committed.entries().stream()
                    .filter(crm.journal.Entry.NodeFenced.class::isInstance)
                    .count();
        }
    }

    private Hour hour(int number) {
        broken.clear();
        fencings = 0;
        FaultKind.Table table = Scenario.table(NODES, Repertoire.enduring(NODES));
        int faults = 0;
        long left = Duration.ofHours(1).minusSeconds(QUIET_SECONDS).toMillis();
        while (left > 0) {
            int pause = chance.between(LEAST_PAUSE, MOST_PAUSE);
            world.run(Duration.ofMillis(pause));
            chance.pick(KINDS).draw(chance, table, faults++).befall(world);
            left -= pause;
        }
        world.run(Duration.ofSeconds(QUIET_SECONDS));
        for (Invariant invariant : Invariant.ofRest()) {
            invariant
                    .broken(world, new Happening.Rested())
                    .ifPresent(what -> broken.add(invariant.getClass().getSimpleName() + ": " + what));
        }
        world.forgetThePast();
        AgreedState agreed = world.agreed();
        return new Hour(
                number,
                faults,
                fencings,
                agreed.index(),
                new ValueCodec().write(agreed).length,
                heapAfterCollection(),
                List.copyOf(broken));
    }

    private static long heapAfterCollection() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / KIB;
    }

    static String heading() {
        return "hour  faults  fenced  agreed  snapshot     heap";
    }

    static String line(Hour h) {
        return String.format(
                        Locale.ROOT,
                        "%4d %7d %7d %7d %7d B %6d KiB",
                        h.number(),
                        h.faults(),
                        h.fencings(),
                        h.agreed(),
                        h.stateBytes(),
                        h.heapKibibytes())
                + (h.wrong().isEmpty() ? "" : "  WRONG: " + h.wrong());
    }
}
