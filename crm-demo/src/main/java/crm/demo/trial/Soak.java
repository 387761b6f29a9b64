package crm.demo.trial;

import crm.demo.table.Layout;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A trial every 30 to 90 seconds for a long time, without a hand on the daemons, and what they take meanwhile. Those trials that
 * end every daemon are left out: what is to be seen is whether a daemon that lives long grows.
 */
public final class Soak {

    private static final int PAUSE_MIN = 30;
    private static final int PAUSE_MAX = 90;
    private static final Duration LOOK_EVERY = Duration.ofMinutes(5);

    private static final List<Trial> ENDING_ALL = List.of(
            Trial.STOP_AND_START_ALL,
            Trial.STOP_AND_START_ONE_BY_ONE,
            Trial.START_IN_ANY_ORDER,
            Trial.FLIP,
            Trial.REATTACH,
            Trial.MAIN_PLUG);

    private final WholeTable table;
    private final PrintStream out;

    public Soak(WholeTable table, PrintStream out) {
        this.table = table;
        this.out = out;
    }

    /**
     * Makes trials for so long.
     *
     * @return what was found, a sentence each
     */
    public List<String> soak(Duration howLong, long seed) throws IOException, InterruptedException {
        var trials = Stream.of(Trial.values())
                .filter(trial -> !ENDING_ALL.contains(trial))
                .toList();
        var chance = new SplittableRandom(seed);
        var series = new Series(table, out);
        var findings = new ArrayList<String>();
        long begun = System.nanoTime();
        long looked = begun;
        tellFootprints(begun);
        while (System.nanoTime() - begun < howLong.toNanos()) {
            long next = System.nanoTime() + TimeUnit.SECONDS.toNanos(chance.nextInt(PAUSE_MIN, PAUSE_MAX + 1));
            findings.addAll(series.of(List.of(trials.get(chance.nextInt(trials.size()))), chance.nextLong()));
            if (System.nanoTime() - looked >= LOOK_EVERY.toNanos()) {
                looked = System.nanoTime();
                tellFootprints(begun);
            }
            TimeUnit.NANOSECONDS.sleep(Math.max(0, next - System.nanoTime()));
        }
        tellFootprints(begun);
        return findings;
    }

    private void tellFootprints(long begun) throws IOException {
        out.printf("after %3d min:", TimeUnit.NANOSECONDS.toMinutes(System.nanoTime() - begun));
        for (var pi : Layout.PIS) {
            var taken = Footprint.of(table, pi);
            out.printf(
                    Locale.ROOT,
                    "   %s %.1f MiB memory, %.2f MiB disk, daemon %d min old",
                    pi,
                    taken.memory() / 1024.0,
                    taken.disk() / 1048576.0,
                    TimeUnit.SECONDS.toMinutes(taken.age()));
        }
        out.println();
    }
}
