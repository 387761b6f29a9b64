package crm.formats.simulate;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** The batch as a program: {@code BatchMain IN OUT [--time FILE]}. The command line offers the same. */
public final class BatchMain {

    private BatchMain() {}

    /** Exits with 1 if any case got an error, with 64 if the arguments make no sense. */
    public static void main(String[] arguments) throws IOException {
        boolean timed = arguments.length == 4 && arguments[2].equals("--time");
        if (arguments.length != 2 && !timed) {
            System.err.println("usage: BatchMain IN OUT [--time FILE]");
            System.exit(64);
        }
        Optional<Path> times = timed ? Optional.of(Path.of(arguments[3])) : Optional.empty();
        Batch.Result result = Batch.run(Path.of(arguments[0]), Path.of(arguments[1]), times, Instant.now());
        System.out.println(result.cases() + " cases, " + result.failed() + " failed");
        System.exit(result.failed() == 0 ? 0 : 1);
    }
}
