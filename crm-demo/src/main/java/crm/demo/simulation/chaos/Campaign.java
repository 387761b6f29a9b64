package crm.demo.simulation.chaos;

import crm.demo.simulation.Brain;
import crm.demo.simulation.chaos.Verdict.Broken;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Many scenarios, one seed after the other, on all processors. */
public final class Campaign {

    /** A seed under which an invariant does not hold. */
    public record Finding(long seed, Broken verdict) {}

    private Campaign() {}

    /**
     * Plays the scenarios of seeds {@code first} and following.
     *
     * @param brains a new one for each scenario
     * @param enough after how many findings no more scenarios are begun
     * @return by seed
     */
    public static List<Finding> run(long first, long count, Supplier<Brain> brains, int enough)
            throws InterruptedException {
        // Each scenario has a world of its own; only the next seed and the findings are shared, under this list's lock.
        var findings = new ArrayList<Finding>();
        var next = new AtomicLong(first);
        var workers = new ArrayList<Thread>();
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            workers.add(Thread.ofPlatform()
                    .name("scenarios " + i)
                    .start(() -> work(first + count, next, brains, enough, findings)));
        }
        for (Thread worker : workers) {
            worker.join();
        }
        findings.sort((a, b) -> Long.compare(a.seed(), b.seed()));
        return findings;
    }

    private static void work(long end, AtomicLong next, Supplier<Brain> brains, int enough, List<Finding> findings) {
        for (long seed = next.getAndIncrement(); seed < end; seed = next.getAndIncrement()) {
            if (Play.of(Scenario.of(seed), brains.get(), false) instanceof Broken broken) {
                // See above: the one place where the threads meet.
                synchronized (findings) {
                    findings.add(new Finding(seed, broken));
                    if (findings.size() >= enough) {
                        next.set(end);
                    }
                }
            }
        }
    }
}
