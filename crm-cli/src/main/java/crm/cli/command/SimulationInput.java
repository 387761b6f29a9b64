package crm.cli.command;

import crm.cli.command.Act.Misuse;
import crm.configuration.Configuration;
import crm.configuration.Problem;
import crm.control.Reply;
import crm.control.Request;
import crm.formats.cib.Cib;
import crm.formats.cib.CibReader;
import crm.formats.cib.CibReading;
import crm.formats.cluster.ClusterFile;
import crm.formats.simulate.FreshCluster;
import crm.policy.SchedulingInput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a simulation starts from.
 *
 * @param cib empty if there is nothing usable; then {@code reply} says why
 * @param problems what deserves a look, though it does not forbid to go on
 * @param votesCounted whether it is known by which rule the nodes vote
 * @param remark what a person should know of it, one sentence; empty if nothing
 */
record SimulationInput(
        Optional<Cib> cib, Reply reply, List<Problem> problems, boolean votesCounted, Optional<String> remark) {

    /**
     * Reads what the command names, or asks the cluster.
     *
     * @param settled if given, a cluster file stands for a cluster in which everything runs already at that moment
     */
    static SimulationInput read(Session session, Optional<Instant> settled) throws Misuse {
        return session.given().argument("FILE").isPresent()
                ? ofFile(session, session.argument("FILE"), settled)
                : live(session);
    }

    private static SimulationInput live(Session session) {
        Reply reply = session.ask(new Request.ShowSituation());
        if (!(reply instanceof Reply.Situation(SchedulingInput input))) {
            return new SimulationInput(Optional.empty(), reply, List.of(), true, Optional.empty());
        }
        return usable(Cib.of(input.configuration(), input.state()), List.of(), true, Optional.empty());
    }

    private static SimulationInput ofFile(Session session, String file, Optional<Instant> settled) throws Misuse {
        byte[] content = content(session, file);
        String name = file.equals("-") ? "standard input" : file;
        return isXml(content) ? ofCib(name, content) : ofClusterFile(name, content, settled);
    }

    private static byte[] content(Session session, String file) throws Misuse {
        try {
            // A CIB may be longer than any cluster file, so the terminal's limit is none for files on this machine.
            return file.equals("-")
                    ? session.terminal().read(file).getBytes(StandardCharsets.UTF_8)
                    : Files.readAllBytes(SimulateBatch.path(file));
        } catch (IOException | Terminal.Unreadable unreadable) {
            String why = unreadable instanceof java.nio.file.NoSuchFileException
                    ? "there is no such file"
                    : String.valueOf(unreadable.getMessage());
            throw new Misuse("cannot read '" + file + "': " + why, "is the name right?");
        }
    }

    private static boolean isXml(byte[] content) {
        String head = new String(content, 0, Math.min(100, content.length), StandardCharsets.ISO_8859_1);
        String text = head.replaceFirst("^(\u00ef\u00bb\u00bf|\u00fe\u00ff|\u00ff\u00fe)\0?", "")
                .stripLeading();
        return text.startsWith("<");
    }

    private static SimulationInput ofCib(String name, byte[] content) {
        CibReading reading = CibReader.read(new ByteArrayInputStream(content));
        List<Problem> problems = reading.problems().stream()
                .map(p -> new Problem(p.severity(), name + ": " + p.place(), p.what(), p.advice()))
                .toList();
        return reading.hasErrors() || reading.cib().isEmpty()
                ? wrong(problems)
                : usable(reading.cib().get(), problems, false, Optional.empty());
    }

    private static SimulationInput ofClusterFile(String name, byte[] content, Optional<Instant> settled) {
        ClusterFile.Reading reading;
        try {
            reading = ClusterFile.read(
                    name,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(java.nio.ByteBuffer.wrap(content))
                            .toString());
        } catch (CharacterCodingException noText) {
            return wrong(List.of(Problem.error(name, "it is not UTF-8 text", "Give a cluster file or a CIB.")));
        }
        if (reading.configuration().isEmpty()) {
            return wrong(reading.problems());
        }
        Configuration configuration = reading.configuration().get();
        return usable(
                settled.map(now -> FreshCluster.settled(configuration, now))
                        .orElseGet(() -> FreshCluster.of(configuration)),
                reading.problems(),
                true,
                Optional.of("The file does not say what runs, so "
                        + (settled.isPresent()
                                ? "everything is taken to run where it would have been started."
                                : "all nodes are taken to have just come up, and nothing runs yet.")));
    }

    private static SimulationInput usable(
            Cib cib, List<Problem> problems, boolean votesCounted, Optional<String> remark) {
        return new SimulationInput(Optional.of(cib), Reply.Done.of("It can be read."), problems, votesCounted, remark);
    }

    private static SimulationInput wrong(List<Problem> problems) {
        return new SimulationInput(Optional.empty(), new Reply.Wrong(problems), List.of(), false, Optional.empty());
    }
}
