package crm.bench;

import crm.formats.cib.Cib;
import crm.formats.cib.CibReader;
import crm.policy.Plan;
import crm.policy.Scheduler;
import crm.policy.SchedulingInput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Reading a CIB and deciding for it, each by itself, in a warm JVM. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgs = {"-Xmx6g", "-XX:+UseSerialGC"})
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 5, time = 5)
public class Decisions {

    /** The moment does not matter to these clusters, and is the same in all rounds. */
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    @Param("")
    public String file;

    private byte[] text;
    private SchedulingInput input;

    @Setup
    public void read() throws IOException {
        text = Files.readAllBytes(Path.of(file));
        input = input();
    }

    private SchedulingInput input() throws IOException {
        try (var stream = new ByteArrayInputStream(text)) {
            Cib cib = CibReader.read(stream).cib().orElseThrow();
            return new SchedulingInput(cib.configuration(), cib.state(), NOW);
        }
    }

    @Benchmark
    public SchedulingInput reading() throws IOException {
        return input();
    }

    @Benchmark
    public Plan deciding() {
        return new Scheduler().plan(input);
    }
}
