package crm.fencing.snmp;

import static crm.fencing.snmp.EmulatedTable.PI2;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.emulator.mikrotik.Quirk;
import crm.emulator.mikrotik.SwitchAccess;
import crm.fencing.snmp.SelfTest.DoesNotCut;
import crm.fencing.snmp.SelfTest.DoesNotReturn;
import crm.fencing.snmp.SelfTest.Proven;
import crm.port.FencingDevice.DeviceUnreachable;
import crm.state.FencingOutcome.Off;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which way cuts the power of this very switch is found out by cutting it. */
class SelfTestTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final PowerMethod.Script SCRIPT = new PowerMethod.Script("fence-{port}-off", "fence-{port}-on");

    private static EmulatedTable table() throws IOException {
        return new EmulatedTable(
                SwitchAccess.usual(),
                EmulatedTable.community("private"),
                PoeTable.AUTO,
                rest -> List.of(new PowerMethod.IfAdmin(), SCRIPT, rest));
    }

    private static SelfTest tested(EmulatedTable table, Quirk... quirks) throws Exception {
        table.pollInPeace();
        List.of(quirks).forEach(table::quirk);
        SelfTest test = table.device.selfTest(PI2, LIMIT);
        assertTrue(table.runs(PI2), "the node was left without power");
        return test;
    }

    private static SelfTest.Finding finding(SelfTest test, String method) {
        return test.trials().stream()
                .filter(trial -> trial.method().equals(method))
                .findFirst()
                .orElseThrow()
                .finding();
    }

    @Test
    void provesEveryWayOfASwitchThatObeys() throws Exception {
        try (var table = table()) {
            SelfTest test = tested(table);
            for (String method : List.of("ifadmin", "script", "rest")) {
                assertInstanceOf(Proven.class, finding(test, method), method);
            }
            assertEquals(Optional.of("ifadmin"), test.chosen());
            assertEquals(List.of(), test.warnings());
        }
    }

    @Test
    void choosesTheScriptWhereAPortThatIsOffGoesOnDeliveringPower() throws Exception {
        try (var table = table()) {
            SelfTest test = tested(table, Quirk.POE_STAYS_ON);
            assertInstanceOf(DoesNotCut.class, finding(test, "ifadmin"));
            assertEquals(Optional.of("script"), test.chosen());
            assertEquals("use method=script", test.report().getLast());
        }
    }

    @Test
    void seesThatPowerDoesNotReturnAndGivesItBackByAnotherWay() throws Exception {
        try (var table = table()) {
            SelfTest test = tested(table, Quirk.POE_DOES_NOT_RETURN);
            assertInstanceOf(DoesNotReturn.class, finding(test, "ifadmin"));
            assertInstanceOf(Proven.class, finding(test, "rest"));
        }
    }

    @Test
    void choosesRestWhereNothingMayBeWrittenBySnmp() throws Exception {
        try (var table = table()) {
            SelfTest test = tested(table, Quirk.AUTHORIZATION_ERROR);
            assertEquals(Optional.of("rest"), test.chosen());
            // What was proven is tried first from now on: no time is lost with the others.
            assertTrue(table.device.off(PI2, Duration.ofSeconds(2)) instanceof Off);
        }
    }

    @Test
    void refusesToTestAPortThatGivesTheNodeNoPower() throws Exception {
        try (var table = table()) {
            table.ports.secondSupply("ether3", true);
            table.pollInPeace();
            var refusal = assertThrows(DeviceUnreachable.class, () -> table.device.selfTest(PI2, LIMIT));
            assertTrue(String.valueOf(refusal.getMessage()).contains("second supply"), refusal::toString);
            assertTrue(table.runs(PI2));
        }
    }

    @Test
    void provesNothingWithATableThatAlwaysReadsZero() throws Exception {
        try (var table = table()) {
            table.quirk(Quirk.POE_READS_ZERO);
            table.pollInPeace();
            assertThrows(DeviceUnreachable.class, () -> table.device.selfTest(PI2, LIMIT));
        }
    }

    @Test
    void warnsOfSettingsThatActBehindTheClustersBack() throws Exception {
        try (var table = table()) {
            table.agent.setUp("ether3", Map.of("power-cycle-ping-enabled", "yes"));
            table.agent.setUp("ether4", Map.of("poe-out", "forced-on", "power-cycle-interval", "1h"));
            List<String> warnings = table.device.warnings(LIMIT);
            assertEquals(3, warnings.size(), warnings::toString);
            assertTrue(warnings.get(0).startsWith("ether3: the switch's own watchdog"), warnings::toString);
        }
    }
}
