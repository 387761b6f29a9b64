package crm.cli.command;

import static crm.cli.grammar.Command.Kind.FILE;
import static crm.cli.grammar.Command.Parameter.optional;

import crm.cli.command.Act.Misuse;
import crm.cli.grammar.Command;
import crm.cli.grammar.Command.Option;
import crm.formats.simulate.Batch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Playing the policy engine's decisions through, on files. */
final class SimulateCommands {

    private static final Option BATCH =
            Option.value("--batch", "IN OUT", "Decide for every IN/NAME.xml and write the answers into OUT");
    private static final Option TIME = Option.value(
            "--time", "FILE", "Write a line for each case: its name, milliseconds of reading and of deciding");

    private SimulateCommands() {}

    static List<Command<Act>> all() {
        return List.of(Command.<Act>of(
                        "simulate",
                        "What the policy engine would decide for saved clusters",
                        new Act.OnFilesOrCluster(_ -> true, SimulateCommands::batch),
                        optional("OUT", FILE))
                .options(BATCH, TIME)
                .details("""
                        Reads every CIB IN/NAME.xml, with further arguments in IN/NAME.args where a case has some, and
                        writes OUT/NAME.summary, OUT/NAME.exp and OUT/NAME.scores as crm_simulate prints them. An input
                        that cannot be read gets OUT/NAME.error; the rest go on, and the exit code is 1.""")
                .examples("crm simulate --batch cases answers --time milliseconds.tsv"));
    }

    private static ExitCode batch(Session session) throws Misuse {
        String usage = "write: crm simulate --batch IN OUT [--time FILE]";
        Optional<String> from = session.given().option(BATCH.name());
        Optional<String> to = session.given().argument("OUT");
        if (from.isEmpty() || to.isEmpty()) {
            throw new Misuse(from.isEmpty() ? "there is nothing to simulate" : "--batch needs two folders", usage);
        }
        Path in = path(from.get());
        Path out = path(to.get());
        if (!Files.isDirectory(in)) {
            throw new Misuse("there is no folder '" + in + "' to read from", usage);
        }
        if (Files.exists(out) && !Files.isDirectory(out)) {
            throw new Misuse("'" + out + "' is no folder to write into", usage);
        }
        Optional<String> times = session.given().option(TIME.name());
        try {
            Batch.Result result = Batch.run(
                    in,
                    out,
                    times.isPresent() ? Optional.of(path(times.get())) : Optional.empty(),
                    session.clock().instant());
            if (result.cases() == 0) {
                throw new Misuse("there is no NAME.xml in '" + in + "'", usage);
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

    private static Path path(String name) throws Misuse {
        try {
            return Path.of(name);
        } catch (InvalidPathException impossible) {
            throw new Misuse("no file can be called '" + name + "'", "is the name right?");
        }
    }
}
