package crm.fencing.snmp;

import static crm.fencing.snmp.EmulatedTable.LIMIT;
import static crm.fencing.snmp.EmulatedTable.PI2;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import crm.emulator.mikrotik.Quirk;
import crm.emulator.mikrotik.SwitchAccess;
import crm.emulator.mikrotik.SwitchAccess.Authentication;
import crm.emulator.mikrotik.SwitchAccess.Privacy;
import crm.fencing.snmp.Ifmib.Ended;
import crm.state.FencingOutcome.NotKnown;
import crm.state.FencingOutcome.Refused;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Debian's {@code fence_ifmib} drives our emulated switch: the emulator is thus understood by a program that knows
 * nothing of ours, and what that program wrongly believes is shown to be refused by our driver.
 */
class IfmibTest {

    @BeforeEach
    void isInstalled() {
        assumeTrue(Ifmib.installed(), "SKIPPED: fence_ifmib is not installed (package fence-agents)");
    }

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
        return Ifmib.ask(table.agent.address(), action, port, List.of());
    }

    /** net-snmp's own tools, in each language, by number and by what MIB files would call it. */
    @ParameterizedTest
    @CsvSource({"1, private", "2c, private"})
    void netSnmpsToolsDriveOurEmulatedSwitch(String version, String community) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/snmpset")), "SKIPPED: snmpset is not installed (package snmp)");
        try (var table = new EmulatedTable()) {
            String where = "127.0.0.1:" + table.agent.address().getPort();
            List<String> access = List.of("-v", version, "-c", community, "-m", "", "-Oqvn", where);
            assertEquals(
                    "ether3",
                    tool("snmpget", access, "1.3.6.1.2.1.2.2.1.2.3").output().replace("\"", ""));
            assertEquals(
                    0,
                    tool("snmpset", access, "1.3.6.1.2.1.2.2.1.7.3", "i", "2").code());
            assertFalse(table.runs(PI2));
            assertEquals(
                    "1",
                    tool("snmpget", access, "1.3.6.1.4.1.14988.1.1.15.1.1.3.3").output());
            assertEquals(
                    0,
                    tool("snmpset", access, "1.3.6.1.4.1.14988.1.1.8.1.1.3.4", "i", "1")
                            .code());
            assertTrue(table.runs(PI2), "the script fence-ether3-on was not run");
            assertTrue(
                    tool("snmpset", access, "1.3.6.1.2.1.2.2.1.7.3", "i", "7").code() != 0);
            assertTrue(
                    tool("snmpset", access, "1.3.6.1.2.1.2.2.1.8.3", "i", "2").code() != 0);
            assertEquals(
                    5,
                    tool("snmpwalk", access, "1.3.6.1.2.1.31.1.1.1.1")
                            .output()
                            .lines()
                            .count());
            assertTrue(table.runs(PI2));
        }
    }

    @Test
    void netSnmpsToolsDriveItWithVersionThreeToo() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/snmpset")), "SKIPPED: snmpset is not installed (package snmp)");
        var access = SwitchAccess.usual()
                .with(new SwitchAccess.User(
                        "fencer", Authentication.SHA256, "auth-password", Privacy.AES128, "priv-password"));
        try (var table = new EmulatedTable(access, EmulatedTable.community("private"), PoeTable.AUTO)) {
            List<String> options = List.of(
                    "-v",
                    "3",
                    "-l",
                    "authPriv",
                    "-u",
                    "fencer",
                    "-a",
                    "SHA-256",
                    "-A",
                    "auth-password",
                    "-x",
                    "AES",
                    "-X",
                    "priv-password",
                    "-m",
                    "",
                    "-Oqvn",
                    "127.0.0.1:" + table.agent.address().getPort());
            Ended set = tool("snmpset", options, "1.3.6.1.2.1.2.2.1.7.3", "i", "2");
            assertEquals(0, set.code(), set.output());
            assertFalse(table.runs(PI2));
        }
    }

    private static Ended tool(String name, List<String> options, String... arguments) throws Exception {
        var command = new ArrayList<String>();
        command.add(name);
        command.addAll(options);
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output.strip());
    }
}
