import crm.formats.cib.Cib;
import crm.formats.cib.CibReader;
import crm.policy.Plan;
import crm.policy.Scheduler;
import crm.policy.SchedulingInput;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;

/** Decides for a CIB again and again in one JVM: {@code Speed FILE ROUNDS SECONDS}; a line a round: CPU, reading, deciding; milliseconds. */
final class Speed {

    public static void main(String[] arguments) throws Exception {
        Path file = Path.of(arguments[0]);
        int rounds = Integer.parseInt(arguments[1]);
        long patience = Long.parseLong(arguments[2]) * 1_000_000_000L;
        long begin = System.nanoTime();
        for (int round = 0; round < rounds && (round < 3 || System.nanoTime() - begin < patience); round++) {
            long busy = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            long start = System.nanoTime();
            Cib cib;
            try (var stream = Files.newInputStream(file)) {
                cib = CibReader.read(stream).cib().orElseThrow();
            }
            long read = System.nanoTime();
            Plan plan = new Scheduler().plan(new SchedulingInput(cib.configuration(), cib.state(), Instant.now()));
            long decided = System.nanoTime();
            long worked = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - busy;
            System.out.printf(
                    Locale.ROOT,
                    "%.3f\t%.3f\t%.3f\t%d%n",
                    worked / 1e6,
                    (read - start) / 1e6,
                    (decided - read) / 1e6,
                    plan.transition().steps().size());
        }
    }
}
