package crm.fencing.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.model.NodeName;
import crm.port.FencingDevice.DeviceUnreachable;
import crm.state.FencingOutcome.NotKnown;
import crm.state.FencingOutcome.Off;
import crm.state.FencingOutcome.On;
import crm.state.FencingOutcome.Refused;
import crm.state.Outlet;
import crm.state.PowerProof;
import crm.transition.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentDeviceTest {

    private static final NodeName PI1 = new NodeName("pi1");
    private static final NodeName PI2 = new NodeName("pi2");
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** An agent as the API describes it, which writes down what it is given. */
    private static final String AGENT = """
            #!/bin/bash
            here=$(dirname "$0")
            echo "argv: $*" >>"$here/log"
            declare -A option
            while IFS== read -r name value; do option[$name]=$value; echo "$name=$value" >>"$here/log"; done
            echo "--" >>"$here/log"
            case ${option[action]} in
              metadata) echo '<resource-agent name="fence_test"><parameters><parameter name="plug"/></parameters>
                <actions><action name="off"/></actions></resource-agent>' ;;
              off) [ "${option[plug]}" != 9 ] || { echo "Failed: no such plug" >&2; exit 1; }
                   [ "${option[plug]}" != 8 ] || { sleep 60 & sleep 61; } ;;
              on) exit 0 ;;
              status) [ "${option[plug]}" != 2 ] || exit 2 ;;
              monitor) exit 0 ;;
              list) printf '1,first\\n2,second\\n' ;;
              *) exit 1 ;;
            esac
            """;

    @TempDir
    private Path folder;

    @Test
    void believesItsSuccessAndSaysWhose() throws Exception {
        var off = assertInstanceOf(Off.class, device(Map.of()).off(PI1, LIMIT));
        assertEquals(new PowerProof.AgentReported("fence_test"), off.proof().evidence());
        assertInstanceOf(On.class, device(Map.of()).on(PI1, LIMIT));
    }

    @Test
    void givesEverythingOnStandardInputAndNothingOnTheCommandLine() throws Exception {
        device(Map.of("password", "secret")).off(PI1, LIMIT);
        String log = Files.readString(folder.resolve("log"));
        assertTrue(log.contains("password=secret\naction=off\nnodename=pi1\nplug=1\n"), log);
        assertFalse(log.lines().anyMatch(line -> line.startsWith("argv: ") && !line.equals("argv: ")), log);
    }

    @Test
    void runsOnceForEachPlugOfANode() throws Exception {
        device(Map.of()).off(PI2, LIMIT);
        String log = Files.readString(folder.resolve("log"));
        assertTrue(log.contains("plug=2\n") && log.contains("plug=3\n"), log);
    }

    @Test
    void itsFailureIsNotKnownInItsOwnWords() throws Exception {
        var unknown = assertInstanceOf(NotKnown.class, device(Map.of()).off(new NodeName("pi9"), LIMIT));
        assertEquals("fence_test ended with 1: Failed: no such plug", unknown.why());
        assertInstanceOf(Refused.class, device(Map.of()).off(new NodeName("stranger"), LIMIT));
    }

    @Test
    void aStatusOfOffIsNoProof() throws Exception {
        assertInstanceOf(On.class, device(Map.of()).provePower(PI1, LIMIT));
        assertInstanceOf(NotKnown.class, device(Map.of()).provePower(PI2, LIMIT));
    }

    @Test
    void whoeverOverrunsIsKilledWithAllItStarted() throws Exception {
        var unknown =
                assertInstanceOf(NotKnown.class, device(Map.of()).off(new NodeName("pi8"), Duration.ofMillis(1_500)));
        assertTrue(unknown.why().contains("killed"), unknown.why());
        assertEquals(
                List.of(),
                ProcessHandle.allProcesses()
                        .filter(p -> p.info().commandLine().orElse("").contains(folder.toString()))
                        .toList());
    }

    @Test
    void remapsActionsAsPacemakerDoes() throws Exception {
        var plan = plan(Map.of(), Map.of("off", "weird"));
        var device = new AgentDevice(plan, program(), InstantSource.system());
        assertInstanceOf(NotKnown.class, device.off(PI1, LIMIT));
        assertTrue(Files.readString(folder.resolve("log")).contains("action=weird"));
    }

    @Test
    void monitorsAndLists() throws Exception {
        assertInstanceOf(Outcome.Succeeded.class, device(Map.of()).monitor(LIMIT));
        List<Outlet> outlets = listed();
        assertEquals(List.of("1", "2"), outlets.stream().map(Outlet::name).toList());
        assertEquals(Optional.of(PI1), outlets.getFirst().node());
    }

    @Test
    void aMissingProgramIsNotKnown() {
        var device = new AgentDevice(plan(Map.of(), Map.of()), folder.resolve("none"), InstantSource.system());
        assertInstanceOf(NotKnown.class, device.off(PI1, LIMIT));
        assertInstanceOf(Outcome.Failed.class, device.monitor(LIMIT));
    }

    @Test
    void aLineBreakInAValueCannotSmuggleInAnOption() {
        assertEquals("password=a\n", AgentProgram.asInput(Map.of("password", "a\naction=on")));
    }

    private List<Outlet> listed() throws IOException, DeviceUnreachable {
        return device(Map.of()).list(LIMIT);
    }

    private AgentDevice device(Map<String, String> options) throws IOException {
        return new AgentDevice(plan(options, Map.of()), program(), InstantSource.system());
    }

    private Path program() throws IOException {
        Path program = folder.resolve("fence_test");
        Files.writeString(program, AGENT);
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static AgentPlan plan(Map<String, String> options, Map<String, String> remapped) {
        var plugs = new LinkedHashMap<NodeName, List<String>>();
        plugs.put(PI1, List.of("1"));
        plugs.put(PI2, List.of("2", "3"));
        plugs.put(new NodeName("pi8"), List.of("8"));
        plugs.put(new NodeName("pi9"), List.of("9"));
        return new AgentPlan("strip", "fence_test", options, plugs, Optional.empty(), remapped, Map.of());
    }
}
