package crm.cli.command;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.cli.local.LocalCluster;
import crm.control.Reply;
import crm.control.Request;
import crm.formats.cluster.ClusterFile;
import crm.formats.simulate.FreshCluster;
import crm.policy.SchedulingInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code crm simulate} as it is typed, on files. */
class SimulateCommandsTest {

    private static final String CIB =
            "<cib><configuration><crm_config/><nodes/><resources/><constraints/></configuration><status/></cib>";

    private final RecordingTerminal terminal = new RecordingTerminal();
    private final CommandLine commands =
            new CommandLine(Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC));

    private int crm(String... line) {
        return commands.runHere(List.of(line), LocalCluster.NONE, "no daemon answers at nowhere", terminal);
    }

    @Test
    void aBatchAnswersEveryCaseWithoutADaemon(@TempDir Path folder) throws IOException {
        Path in = Files.createDirectory(folder.resolve("in"));
        Path to = folder.resolve("out");
        Path times = folder.resolve("times");
        Files.writeString(in.resolve("good.xml"), CIB);
        assertEquals(0, crm("simulate", "--batch", in.toString(), to.toString(), "--time", times.toString()));
        assertAll(
                () -> assertEquals("1 case, 0 with an error\n", terminal.output()),
                () -> assertTrue(Files.readString(to.resolve("good.summary")).startsWith("Current cluster status:")),
                () -> assertTrue(Files.readString(to.resolve("good.exp")).startsWith("<transition_graph")),
                () -> assertTrue(Files.exists(to.resolve("good.scores"))),
                () -> assertTrue(Files.readString(times).matches("good\t[0-9]+\\.[0-9]{3}\t[0-9]+\\.[0-9]{3}\n")));
    }

    @Test
    void aBatchWithABadCaseGoesOnAndSaysSo(@TempDir Path folder) throws IOException {
        Path to = folder.resolve("out");
        Files.writeString(folder.resolve("bad.xml"), "<cib");
        Files.writeString(folder.resolve("good.xml"), CIB);
        assertEquals(1, crm("simulate", "--batch", folder.toString(), to.toString()));
        assertAll(
                () -> assertEquals("2 cases, 1 with an error\n", terminal.output()),
                () -> assertTrue(Files.readString(to.resolve("bad.error")).startsWith("line 1")),
                () -> assertTrue(Files.exists(to.resolve("good.summary"))));
    }

    @Test
    void aBatchTypedWrongIsAnsweredWithItsUsage(@TempDir Path folder) throws IOException {
        String here = folder.toString();
        Path file = Files.writeString(folder.resolve("file"), "");
        for (List<String> line : List.of(
                List.of("simulate", "--batch"),
                List.of("simulate", "--batch", here),
                List.of("simulate", "--batch", here + "/nowhere", here),
                List.of("simulate", "--batch", here, file.toString()),
                List.of("simulate", "--batch", here, here, "more"),
                List.of("simulate", "--batch", here, here),
                List.of("simulate", "--batch", "a\0b", here))) {
            terminal.forget();
            assertEquals(64, crm(line.toArray(String[]::new)), line::toString);
            assertTrue(terminal.errors().startsWith("crm: "), terminal::errors);
        }
    }

    private static final String CLUSTER = """
        nodes: [pi1, pi2]
        fencing:
          switch: {agent: "stonith:snmp-switch", ip: 10.0.0.1, community: private, ports: {pi1: a, pi2: b}}
        resources:
          web: {agent: "crm:web-server", server: nginx, monitor: {interval: 5s}, stop: {timeout: 9s}}
        constraints:
          - {location: web, prefers: pi1, score: 10}
          - {location: switch, prefers: pi2, score: 10}
        """;

    private String simulated(Path folder, String... options) throws IOException {
        Path file = Files.writeString(folder.resolve("cluster.yaml"), CLUSTER);
        terminal.forget();
        var line = new ArrayList<>(List.of("simulate", file.toString()));
        line.addAll(List.of(options));
        assertEquals(0, crm(line.toArray(String[]::new)), terminal::said);
        return terminal.output();
    }

    @Test
    void aPersonIsToldWhatChangesWhyInWhichOrderAndWhatIsWhereThen(@TempDir Path folder) throws IOException {
        assertEquals("""
            Supposing that pi1 is in standby at 2026-01-01 12:00:00 Z; nothing is done.
            The file does not say what runs, so everything is taken to run where it would have been started.

            What changes:
              move  web  pi1 → pi2  pi1 is in standby

            In this order:
              1. Stop web on pi1
              2. Start web on pi2, after 1

            Besides, 1 recurring check begins.

            Afterwards:
              pi1  standby  -
              pi2  online   switch, web
            """, simulated(folder, "--node-standby", "pi1"));
    }

    @Test
    void theMomentMayBeAssumed(@TempDir Path folder) throws IOException {
        assertTrue(simulated(folder, "--time", "2030-05-04 10:11:12").startsWith("Simulated at 2030-05-04 10:11:12"));
    }

    @Test
    void eachViewPrintsWhatItIsCalled(@TempDir Path folder) throws IOException {
        assertTrue(simulated(folder, "--scores").contains("pcmk__primitive_assign: web allocation score on pi1: 10\n"));
        assertTrue(simulated(folder, "--graph").startsWith("<transition_graph "));
        assertTrue(simulated(folder, "--dot").startsWith("digraph plan {"));
        assertTrue(simulated(folder, "--svg", "-f", "pi2").contains(">1. Stop "));
        String pacemaker = simulated(folder, "--pacemaker", "-d", "pi2");
        assertTrue(pacemaker.startsWith("Current cluster status:\n  * Node List:"), pacemaker);
        assertTrue(pacemaker.contains("Transition Summary:\n"), pacemaker);
        assertTrue(pacemaker.contains("Revised Cluster Status:\n"), pacemaker);
        String json = simulated(folder, "--node-standby", "pi1", "--output", "json");
        assertTrue(json.contains("\"why\" : \"pi1 is in standby\""), json);
        String xml = simulated(folder, "--node-standby", "pi1", "--output", "xml");
        assertTrue(xml.contains("<change change=\"move\" what=\"web\""), xml);
    }

    @Test
    void everySuppositionIsSpokenOf(@TempDir Path folder) throws IOException {
        for (List<String> one : List.of(
                List.of("-u", "pi1", "Supposing that pi1 is up"),
                List.of("--node-online", "pi1", "Supposing that pi1 is not in standby"),
                List.of("--quorum", "lost", "Supposing that quorum is lost"),
                List.of("--quorum", "held", "Supposing that the cluster has quorum"),
                List.of(
                        "-i",
                        "web_monitor@pi1=7",
                        "Supposing that the monitor (every 5 s) of web on pi1 has just failed (exit code 7)"),
                List.of(
                        "-i",
                        "web_monitor_5000@pi1",
                        "Supposing that the monitor (every 5 s) of web on pi1 has just failed (exit code 1)"),
                List.of("-F", "web_start@pi1", "Supposing that the start of web on pi1 fails (exit code 1)"),
                List.of("-g", "here", "Supposing that the ticket here is granted to this site"),
                List.of("-r", "here", "Supposing that the ticket here is taken from this site"),
                List.of("-b", "here", "Supposing that the ticket here is in standby"),
                List.of(
                        "-e",
                        "here,there",
                        "Supposing that the ticket here is not in standby and the ticket there is not"))) {
            String said = simulated(folder, one.get(0), one.get(1));
            assertTrue(said.startsWith(one.get(2)), said);
        }
    }

    @Test
    void everyMistakeInAFileIsNamedAtOnceWithItsPlace(@TempDir Path folder) throws IOException {
        Path cluster = Files.writeString(folder.resolve("bad.yaml"), "nodes: [pi1]\noptoins: {a: b}\ntasg: {}\n");
        assertEquals(78, crm("simulate", cluster.toString()));
        assertTrue(terminal.errors().contains("bad.yaml:2: error: a cluster file has no 'optoins'"), terminal::errors);
        assertTrue(terminal.errors().contains("bad.yaml:3: error: a cluster file has no 'tasg'"), terminal::errors);
        Path cib = Files.writeString(folder.resolve("bad.xml"), "<cib>\n<configuration>\n</cib>\n");
        terminal.forget();
        assertEquals(78, crm("simulate", cib.toString()));
        assertTrue(terminal.errors().contains("bad.xml: line 3"), terminal::errors);
    }

    @Test
    void whatMakesNoSenseIsAnsweredWithWhatToTypeInstead(@TempDir Path folder) throws IOException {
        String file = Files.writeString(folder.resolve("cluster.yaml"), CLUSTER).toString();
        for (List<String> one : List.of(
                List.of("64", "Ask for one at a time", file, "--dot", "--svg"),
                List.of("64", "Write it like 2026-11-21", file, "--time", "whenever"),
                List.of("64", "Write it like web_start@pi1", file, "--op-fail", "web"),
                List.of("64", "there is no such file", file + ".not"),
                List.of("64", "It is one of: held, lost, yes, no", file, "--quorum", "maybe"),
                List.of("78", "Did you mean pi1?", file, "--node-fail", "pj1"),
                List.of("69", "no daemon answers", "--node-fail", "pi1"))) {
            terminal.forget();
            var line = new ArrayList<>(List.of("simulate"));
            line.addAll(one.subList(2, one.size()));
            assertEquals(Integer.parseInt(one.get(0)), crm(line.toArray(String[]::new)), line::toString);
            assertTrue(terminal.errors().contains(one.get(1)), terminal::errors);
        }
    }

    @Test
    void withoutAFileTheClusterIsAskedHowItIs() throws IOException {
        var configuration =
                ClusterFile.read("cluster.yaml", CLUSTER).configuration().orElseThrow();
        var asked = new ArrayList<Request>();
        Cluster cluster = (request, patience, progress) -> {
            asked.add(request);
            var settled = FreshCluster.settled(configuration, Instant.parse("2026-01-01T12:00:00Z"));
            return new Reply.Situation(new SchedulingInput(
                    settled.configuration(), settled.state(), Instant.parse("2026-01-01T12:00:00Z")));
        };
        Ending ending = commands.run(List.of("simulate", "--node-standby", "pi1"), cluster, terminal);
        assertEquals(new Ending.Exit(0), ending);
        assertEquals(List.of(new Request.ShowSituation()), asked);
        assertTrue(terminal.output().contains("move  web  pi1 → pi2  pi1 is in standby"), terminal::output);
    }

    @Test
    void aDaemonLeavesFilesToTheClient() {
        Cluster unasked = (request, patience, progress) -> {
            throw new AssertionError("asked " + request);
        };
        Ending ending = commands.run(List.of("simulate", "--batch", "in", "out"), unasked, terminal);
        assertInstanceOf(Ending.RunHere.class, ending);
    }
}
