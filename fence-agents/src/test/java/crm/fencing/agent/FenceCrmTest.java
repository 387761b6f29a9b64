package crm.fencing.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.emulator.mikrotik.MemoryPorts;
import crm.emulator.mikrotik.Quirk;
import crm.emulator.mikrotik.RouterScript;
import crm.emulator.mikrotik.SwitchAccess;
import crm.emulator.mikrotik.SwitchAgent;
import crm.fencing.program.AgentMetadata;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Our devices, asked as Pacemaker asks any fence agent. */
class FenceCrmTest {

    private final MemoryPorts ports = MemoryPorts.five();
    private SwitchAgent agent;

    private record Ended(int code, String output, String errors) {}

    @BeforeEach
    void startTheSwitch() throws IOException {
        agent = new SwitchAgent(
                ports, SwitchAccess.usual(), new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        agent.scripts(List.of(RouterScript.off("ether3"), RouterScript.on("ether3")));
        agent.start();
    }

    @AfterEach
    void stopTheSwitch() throws IOException {
        agent.close();
    }

    /** Lines on standard input. */
    private Ended asked(String... lines) {
        var all = new ArrayList<>(List.of(
                "# as pacemaker-fenced writes them",
                "",
                "ip=127.0.0.1",
                "ipport=" + agent.address().getPort(),
                "community=\"private\"",
                "power-timeout=2",
                "power_wait=0",
                "nodename=pi2"));
        all.addAll(List.of(lines));
        return run(AgentInput.ofLines(all));
    }

    private static Ended run(AgentInput input) {
        var output = new ByteArrayOutputStream();
        var errors = new ByteArrayOutputStream();
        int code = new FenceCrm(
                        new PrintStream(output, true, StandardCharsets.UTF_8),
                        new PrintStream(errors, true, StandardCharsets.UTF_8))
                .run(input);
        return new Ended(code, output.toString(StandardCharsets.UTF_8), errors.toString(StandardCharsets.UTF_8));
    }

    @Test
    void switchesOffAndOnAndTellsTheStatus() {
        assertEquals(0, asked("action=off", "plug=ether3").code());
        assertFalse(ports.deviceRuns("ether3"));
        Ended off = asked("action=status", "plug=ether3");
        assertEquals(2, off.code());
        assertEquals("Status: OFF\n", off.output());
        assertEquals(0, asked("action=on", "plug=ether3").code());
        assertTrue(ports.deviceRuns("ether3"));
        assertEquals(0, asked("action=status", "port=ether3").code());
    }

    @Test
    void rebootsWhichMeansOffFirst() {
        Ended ended = asked("action=reboot", "plug=ether3");
        assertEquals(0, ended.code(), ended.errors());
        assertTrue(ports.deviceRuns("ether3"));
        assertTrue(ended.output().contains("proven"), ended.output());
    }

    @Test
    void aRebootThatCannotSwitchOnAgainHasFencedAllTheSame() {
        agent.scripts(List.of());
        agent.quirks().set(Quirk.POE_DOES_NOT_RETURN, true);
        Ended ended = asked("action=reboot", "plug=ether3");
        assertEquals(0, ended.code());
        assertFalse(ports.deviceRuns("ether3"));
        assertTrue(ended.errors().contains("did not come on again"), ended.errors());
    }

    @Test
    void fencesEveryPlugOfANodeWithSeveral() {
        assertEquals(0, asked("action=off", "plug=ether3,ether4").code());
        assertFalse(ports.deviceRuns("ether3") || ports.deviceRuns("ether4"));
        assertTrue(ports.deviceRuns("ether2"));
    }

    /** The two successes that fence_ifmib reports falsely, and every other habit. */
    @ParameterizedTest
    @EnumSource(Quirk.class)
    void reportsNoSuccessThatIsNone(Quirk quirk) {
        agent.quirks().set(quirk, true);
        Ended ended = asked("action=off", "plug=ether3");
        assertEquals(ended.code() == 0, !ports.deviceRuns("ether3"), ended.errors());
    }

    /** Whatever else is asked: a node that runs is never called off, and a reboot succeeds only where off does. */
    @ParameterizedTest
    @EnumSource(Quirk.class)
    void noOtherActionClaimsMoreThanIsTrue(Quirk quirk) {
        agent.quirks().set(quirk, true);
        assertFalse(asked("action=status", "plug=ether3").code() == 2, "it runs");
        for (String action : List.of("monitor", "list", "list-status", "validate-all")) {
            String said = asked("action=" + action, "plug=ether3").output();
            assertFalse(said.contains("ether3,,OFF"), said);
        }
        assertTrue(Stream.of("ether2", "ether3", "ether4", "ether5").allMatch(ports::deviceRuns), "not asked for");
        // What the port does not obey, the script cuts.
        boolean canBeCut = quirk != Quirk.NO_SUCH_INSTANCE && quirk != Quirk.AUTHORIZATION_ERROR;
        Ended rebooted = asked("action=reboot", "plug=ether3");
        assertEquals(canBeCut ? 0 : 1, rebooted.code(), rebooted.errors());
        Ended on = asked("action=on", "plug=ether3");
        assertTrue(on.code() != 0 || ports.deviceRuns("ether3"), on.output());
    }

    @Test
    void aPortThatDoesNotExistIsAFailureInEveryAction() {
        for (String action : List.of("off", "on", "reboot", "status", "monitor")) {
            Ended ended = asked("action=" + action, "plug=99");
            assertEquals(1, ended.code(), action);
            assertTrue(ended.errors().contains("no interface called 99"), ended.errors());
        }
    }

    @Test
    void listsItsPortsAndMonitorsWithoutAPlug() {
        assertTrue(asked("action=list").output().contains("ether5,"));
        assertTrue(asked("action=list-status").output().contains("ether3,"));
        assertEquals(0, asked("action=monitor").code());
        agent.quirks().set(Quirk.NO_SUCH_INSTANCE, true);
        assertEquals("", asked("action=list").output());
    }

    @Test
    void validatesWithoutAskingTheSwitchAndNamesEveryMistake() {
        assertEquals(0, asked("action=validate-all").code());
        Ended ended = run(AgentInput.ofLines(List.of("action=validate-all", "snmp_version=4", "delay=soon")));
        assertEquals(1, ended.code());
        for (String expected :
                List.of("ip must be given", "snmp_version is '4'", "delay is 'soon'", "community must")) {
            assertTrue(ended.errors().contains(expected), ended.errors());
        }
    }

    @Test
    void actsOnlyOnAPlugAndKnowsNoOtherActions() {
        assertEquals(1, asked("action=off").code());
        assertEquals(1, asked("action=explode", "plug=ether3").code());
        assertTrue(Stream.of("ether2", "ether3", "ether4", "ether5").allMatch(ports::deviceRuns));
    }

    @Test
    void understandsOptionsAndOtherNamesOfActions() {
        String port = String.valueOf(agent.address().getPort());
        var input = AgentInput.ofArguments(List.of(
                "--ip=127.0.0.1", "-u", port, "-c", "private", "--power-wait", "0", "-n", "ether3", "-o", "disable"));
        assertEquals("off", input.action());
        assertEquals(0, run(input).code());
        assertFalse(ports.deviceRuns("ether3"));
        assertEquals(
                "metadata", AgentInput.ofArguments(List.of("-o", "meta-data")).action());
    }

    @Test
    void ofTheSameNameTheLastCounts() {
        assertEquals(
                "on", AgentInput.ofLines(List.of("action=off", "action=on")).action());
        assertEquals("reboot", AgentInput.ofLines(List.of()).action());
    }

    @Test
    void itsMetadataOffersRebootAndPlugAndSwitchesNothingOnByItself() throws Exception {
        Ended ended = run(AgentInput.ofLines(List.of("action=metadata")));
        assertEquals(0, ended.code());
        AgentMetadata metadata = AgentMetadata.parse(ended.output());
        assertTrue(metadata.actions().containsAll(Set.of("on", "off", "reboot", "status", "list", "monitor")));
        assertTrue(metadata.parameters().containsAll(Set.of("plug", "ip", "device", "method")));
        assertTrue(ended.output().contains("<action name=\"on\" automatic=\"0\" />"));
    }

    @Test
    void testsItselfInEarnest() {
        Ended ended = asked("action=self-test", "plug=ether3");
        assertEquals(0, ended.code(), ended.errors());
        assertTrue(ended.output().endsWith("use method=ifadmin\n"), ended.output());
        assertTrue(ports.deviceRuns("ether3"));
    }

    /** Whether the board's words are understood, only the real one can tell; this is how it is asked. */
    @Test
    void testsAClusterHatByWhatItSaysAfterEachOrder(@TempDir Path folder) throws IOException {
        Path program = Files.writeString(folder.resolve("clusterctrl"), """
                #!/bin/bash
                cd "$(dirname "$0")"
                case $1 in
                  on) echo 1 >p1 ;;
                  off) [ -e deaf ] || echo 0 >p1; touch was-told ;;
                  status) echo "p1:$(cat p1)" ;;
                esac
                """);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path place = Files.writeString(folder.resolve("p1"), "0\n");
        var test =
                AgentInput.ofLines(List.of("action=self-test", "device=clusterhat", "plug=p1", "program=" + program));
        assertTrue(run(test).errors().contains("must begin with power"));
        assertFalse(Files.exists(folder.resolve("was-told")));
        Files.writeString(place, "1\n");
        Ended ended = run(test);
        assertEquals(0, ended.code(), ended.errors());
        assertTrue(ended.output().contains("off, proven"), ended.output());
        assertEquals("1\n", Files.readString(place));
        Files.writeString(folder.resolve("deaf"), "");
        assertEquals(1, run(test).code());
    }
}
