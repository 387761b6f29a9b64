package crm.cli.command;

import crm.cli.command.Act.Misuse;
import crm.cli.grammar.Command.Option;
import crm.formats.simulate.Batch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code crm simulate --batch IN OUT}: a folder of saved clusters in one process. */
final class SimulateBatch {

    static final Option BATCH =
            Option.value("--batch", "IN OUT", "Decide for every IN/NAME.xml and write the answers into OUT");
    static final Option TIME = new Option(
            "--time",
            "-t",
            "MOMENT|FILE",
            List.of(),
            "The moment to assume; with --batch, where to write each case's milliseconds of reading and deciding");

    private static final String USAGE = "write: crm simulate --batch IN OUT [--time FILE]";

    private SimulateBatch() {}

    static ExitCode run(Session session) throws Misuse {
        Path in = path(session.given().option(BATCH.name()).orElseThrow());
        // What follows IN is the only word that is no option, which is how the single form calls its file.
        Path out = path(
                session.given().argument("FILE").orElseThrow(() -> new Misuse("--batch needs two folders", USAGE)));
        if (!Files.isDirectory(in)) {
            throw new Misuse("there is no folder '" + in + "' to read from", USAGE);
        }
        if (Files.exists(out) && !Files.isDirectory(out)) {
            throw new Misuse("'" + out + "' is no folder to write into", USAGE);
        }
        Optional<String> times = session.given().option(TIME.name());
        try {
            Batch.Result result = Batch.run(
                    in,
                    out,
                    times.isPresent() ? Optional.of(path(times.get())) : Optional.empty(),
                    session.clock().instant());
            if (result.cases() == 0) {
                throw new Misuse("there is no NAME.xml in '" + in + "'", USAGE);
            }
            session.terminal()
                    .out(result.cases() + (result.cases() == 1 ? " case, " : " cases, ") + result.failed()
                            + " with an error\n");
            return result.failed() == 0 ? ExitCode.OK : ExitCode.ERROR;
        } catch (IOException unwritable) {
            session.terminal().err("crm: the answers cannot be written: " + unwritable + ".\n");
            return ExitCode.ERROR;
        }
    }

    static Path path(String name) throws Misuse {
        try {
            return Path.of(name);
        } catch (InvalidPathException impossible) {
            throw new Misuse("no file can be called '" + name + "'", "is the name right?");
        }
    }
}
