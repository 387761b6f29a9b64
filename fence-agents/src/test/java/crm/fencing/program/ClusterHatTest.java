package crm.fencing.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.model.NodeName;
import crm.state.FencingOutcome;
import crm.state.FencingOutcome.NotKnown;
import crm.state.FencingOutcome.Off;
import crm.state.FencingOutcome.On;
import crm.state.FencingOutcome.Refused;
import crm.state.Outlet;
import crm.state.PowerProof.SwitchedOff;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterHatTest {

    private static final NodeName PI1 = new NodeName("pi1");
    private static final NodeName PI9 = new NodeName("pi9");
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** The maker's program as its users show it, with a file for each place, and habits by file name. */
    private static final String CLUSTERCTRL = """
            #!/bin/bash
            cd "$(dirname "$0")"
            [ ! -e hangs ] || sleep 60
            [ ! -e fails ] || { echo "no hat found" >&2; exit 1; }
            case $1 in
              on) shift; for p; do [ -e deaf ] || echo 1 >"$p"; done ;;
              off) shift; for p; do [ -e deaf ] || echo 0 >"$p"; done ;;
              status)
                echo "clusterhat:1"; echo "clusterctrl:False"; echo "maxpi:4"; echo "throttled:0x0"
                echo "hat_version:2.3"; echo "hat_hub:1"; echo "hat_led:1"
                for p in p1 p2 p3 p4; do [ -e "hides-$p" ] || echo "$p:$(cat "$p")"; done
                [ ! -e contradicts ] || echo "p1:0" ;;
            esac
            """;

    @TempDir
    private Path folder;

    private ClusterHat hat;

    @BeforeEach
    void install() throws IOException {
        Path program = Files.writeString(folder.resolve("clusterctrl"), CLUSTERCTRL);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (String place : List.of("p1", "p2", "p3", "p4")) {
            Files.writeString(folder.resolve(place), "1\n");
        }
        var places = new LinkedHashMap<NodeName, String>();
        places.put(PI1, "p1");
        places.put(PI9, "p9");
        hat = new ClusterHat(new ClusterHatPlan("hat", List.of(program.toString()), places), InstantSource.system());
    }

    private void habit(String name) throws IOException {
        Files.writeString(folder.resolve(name), "");
    }

    private boolean powered(String place) throws IOException {
        return Files.readString(folder.resolve(place)).strip().equals("1");
    }

    @Test
    void switchesOneOffAndAsksBack() throws IOException {
        assertInstanceOf(On.class, hat.provePower(PI1, LIMIT));
        Off off = assertInstanceOf(Off.class, hat.off(PI1, LIMIT));
        assertEquals(new SwitchedOff("p1"), off.proof().evidence());
        assertFalse(powered("p1"));
        assertTrue(powered("p2"));
        assertInstanceOf(Off.class, hat.provePower(PI1, LIMIT));
        assertInstanceOf(On.class, hat.on(PI1, LIMIT));
        assertTrue(powered("p1"));
    }

    @Test
    void anOrderThatIsAcceptedAndIgnoredIsNotKnown() throws IOException {
        habit("deaf");
        assertInstanceOf(NotKnown.class, hat.off(PI1, LIMIT));
    }

    @Test
    void aPlaceThatTheBoardDoesNotTellOfIsNeverOff() throws IOException {
        habit("hides-p1");
        assertInstanceOf(Refused.class, hat.off(PI1, LIMIT));
        assertInstanceOf(Refused.class, hat.provePower(PI1, LIMIT));
        assertInstanceOf(Refused.class, hat.provePower(PI9, LIMIT));
        assertInstanceOf(Refused.class, hat.off(new NodeName("stranger"), LIMIT));
        assertInstanceOf(Outcome.Failed.class, hat.monitor(LIMIT));
    }

    @Test
    void aPlaceThatIsCalledOnAndOffIsNeverOff() throws IOException {
        habit("contradicts");
        assertInstanceOf(Refused.class, hat.provePower(PI1, LIMIT));
    }

    @Test
    void aProgramThatFailsHangsOrIsMissingIsNotKnown() throws IOException {
        habit("fails");
        FencingOutcome failed = hat.off(PI1, LIMIT);
        assertTrue(failed instanceof NotKnown notKnown && notKnown.why().contains("no hat found"), failed::toString);
        habit("hangs");
        assertInstanceOf(NotKnown.class, hat.off(PI1, Duration.ofMillis(400)));
        var nowhere = new LinkedHashMap<NodeName, String>(Map.of(PI1, "p1"));
        var missing = new ClusterHat(
                new ClusterHatPlan("hat", List.of(folder + "/nothing"), nowhere), InstantSource.system());
        assertInstanceOf(NotKnown.class, missing.off(PI1, LIMIT));
        assertInstanceOf(NotKnown.class, missing.provePower(PI1, LIMIT));
    }

    @Test
    void listsEveryPlace() throws Exception {
        Files.writeString(folder.resolve("p3"), "0\n");
        List<Outlet> outlets = hat.list(LIMIT);
        assertEquals(4, outlets.size());
        assertEquals(new Outlet("p1", Optional.of(PI1), Optional.of(true), ""), outlets.getFirst());
        assertEquals(Optional.of(false), outlets.get(2).powered());
    }

    @Test
    void readsDigitsAndWordsAndNothingElse() {
        assertEquals(
                Map.of("p1", true, "p2", false, "p3", true, "p4", false),
                ClusterHatPlan.places("p1:1\n p2: 0\np3 = on\np4:OFF\np5:2\nhat_led:1\nxp6:1\np7:"));
        Map<String, Boolean> inOneLine = Map.of("p1", true, "p2", false, "p10", false);
        for (String line : List.of("p1:1 p2:0 p10:0", "P1 on, P2 off, P10 off", "p1=true;p2=false;p10=false")) {
            assertEquals(inOneLine, ClusterHatPlan.places(line), line);
        }
        for (String nothing : List.of("p10", "p1", "p1:0 of p2", "usage: p1:0", "p1:0/1", "p1:00")) {
            assertEquals(Map.of(), ClusterHatPlan.places(nothing), nothing);
        }
    }
}
