package crm.fencing.snmp;

import static crm.fencing.snmp.EmulatedTable.LIMIT;
import static crm.fencing.snmp.EmulatedTable.PI2;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import crm.emulator.mikrotik.Quirk;
import crm.state.FencingOutcome.NotKnown;
import crm.state.FencingOutcome.Refused;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Debian's {@code fence_ifmib} drives our emulated switch: the emulator is thus understood by a program that knows
 * nothing of ours, and what that program wrongly believes is shown to be refused by our driver.
 */
class IfmibTest {

    private static final Path IFMIB = Path.of("/usr/sbin/fence_ifmib");

    @BeforeEach
    void isInstalled() {
        assumeTrue(Files.isExecutable(IFMIB), "SKIPPED: fence_ifmib is not installed (package fence-agents)");
    }

    private record Ended(int code, String output) {}

    @Test
    void switchesOurEmulatedPortsOffAndOn() throws Exception {
        try (var table = new EmulatedTable()) {
            assertEquals(0, ifmib(table, "off", "ether3").code());
            assertFalse(table.runs(PI2));
            assertEquals(2, ifmib(table, "status", "ether3").code());
            assertEquals(0, ifmib(table, "on", "ether3").code());
            assertTrue(table.runs(PI2));
            assertTrue(ifmib(table, "list", "").output().contains("ether5"));
        }
    }

    @Test
    void callsAPortThatDoesNotExistOffAndOursRefusesIt() throws Exception {
        try (var table = new EmulatedTable()) {
            Ended ended = ifmib(table, "off", "99");
            assertEquals(0, ended.code(), ended.output());
            table.quirk(Quirk.NO_SUCH_INSTANCE);
            assertInstanceOf(Refused.class, table.device.off(PI2, LIMIT));
        }
    }

    @Test
    void callsAPortOffThatGoesOnDeliveringPowerAndOursDoesNotKnow() throws Exception {
        try (var table = new EmulatedTable()) {
            table.quirk(Quirk.POE_STAYS_ON);
            assertEquals(0, ifmib(table, "off", "ether3").code());
            assertTrue(table.runs(PI2));
            assertInstanceOf(NotKnown.class, table.device.off(PI2, LIMIT));
        }
    }

    private static Ended ifmib(EmulatedTable table, String action, String port) throws Exception {
        Process process =
                new ProcessBuilder(IFMIB.toString()).redirectErrorStream(true).start();
        try (var input = process.getOutputStream()) {
            String options = "ip=127.0.0.1\nipport=" + table.agent.address().getPort() + "\ncommunity=private\naction="
                    + action + "\n" + (port.isEmpty() ? "" : "port=" + port + "\n");
            input.write(options.getBytes(StandardCharsets.UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }
}
