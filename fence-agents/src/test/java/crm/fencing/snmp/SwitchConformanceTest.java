package crm.fencing.snmp;

import static crm.fencing.snmp.EmulatedTable.LIMIT;
import static crm.fencing.snmp.EmulatedTable.PI1;
import static crm.fencing.snmp.EmulatedTable.PI2;
import static crm.fencing.snmp.EmulatedTable.PI3;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.emulator.mikrotik.Quirk;
import crm.state.FencingOutcome;
import crm.state.FencingOutcome.NotKnown;
import crm.state.FencingOutcome.Off;
import crm.state.FencingOutcome.On;
import crm.state.FencingOutcome.Refused;
import crm.transition.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every action under every bad habit of a switch. The first test is the one that matters: whatever the habit, nothing is
 * called off that is not. The others say what is expected instead.
 */
@Execution(ExecutionMode.CONCURRENT)
class SwitchConformanceTest {

    /** What a visitor does to the table before anybody asks. */
    private enum Situation {
        IN_PEACE,
        CABLE_PULLED,
        SECOND_SUPPLY,
        SECOND_SUPPLY_AND_CABLE_PULLED
    }

    private enum Action {
        PROVE,
        OFF,
        ON
    }

    @TestFactory
    Stream<DynamicTest> nothingIsCalledOffThatIsNot() {
        return Stream.of(Quirk.values())
                .flatMap(quirk -> Stream.of(Situation.values())
                        .flatMap(situation -> Stream.of(Action.values())
                                .map(action -> DynamicTest.dynamicTest(
                                        quirk + ", " + situation + ", " + action,
                                        () -> offOnlyIfItIs(quirk, situation, action)))));
    }

    private static void offOnlyIfItIs(Quirk quirk, Situation situation, Action action) throws Exception {
        try (var table = new EmulatedTable()) {
            table.pollInPeace();
            boolean second =
                    situation == Situation.SECOND_SUPPLY || situation == Situation.SECOND_SUPPLY_AND_CABLE_PULLED;
            if (second) {
                table.ports.secondSupply("ether3", true);
                table.pollInPeace();
            }
            table.quirk(quirk);
            if (situation == Situation.CABLE_PULLED || situation == Situation.SECOND_SUPPLY_AND_CABLE_PULLED) {
                table.ports.cable("ether3", false);
            }
            FencingOutcome outcome = ask(table, action, Duration.ofSeconds(10));
            if (outcome instanceof Off) {
                // On a second supply the port is all that can be cut; the node's network goes with it.
                assertFalse(second ? linkUp(table) : table.runs(PI2), () -> "called off: " + outcome);
            }
            assertTrue(table.runs(PI1) && table.runs(PI3), "another node was hit");
        }
    }

    private static FencingOutcome ask(EmulatedTable table, Action action, Duration limit) {
        return switch (action) {
            case PROVE -> table.device.provePower(PI2, limit);
            case OFF -> table.device.off(PI2, limit);
            case ON -> table.device.on(PI2, limit);
        };
    }

    private static boolean linkUp(EmulatedTable table) {
        return table.ports.ports().stream().anyMatch(port -> port.name().equals("ether3") && port.linkUp());
    }

    @ParameterizedTest
    @CsvSource({
        "SET_IGNORED,         NotKnown",
        "SET_DELAYED,         Off",
        "OPER_STATUS_LAGS,    Off",
        "POE_STAYS_ON,        NotKnown",
        "POE_DOES_NOT_RETURN, Off",
        "NO_SUCH_INSTANCE,    Refused",
        "AUTHORIZATION_ERROR, Refused",
        "STALLS,              Off",
        "FIRST_REPLY_LOST,    Off",
        "INDEX_MOVED,         Off",
        "TRAPS_LOST,          Off",
        "TRAPS_DOUBLED,       Off",
        "POE_READS_ZERO,      Off"
    })
    void switchingOffEndsAsTheHabitAllows(Quirk quirk, String expected) throws Exception {
        try (var table = new EmulatedTable()) {
            table.pollInPeace();
            table.quirk(quirk);
            FencingOutcome outcome = table.device.off(PI2, LIMIT);
            assertEquals(expected, outcome.getClass().getSimpleName(), outcome::toString);
            assertEquals(!expected.equals("Off"), table.runs(PI2));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SET_IGNORED,         NotKnown",
        "SET_DELAYED,         On",
        "OPER_STATUS_LAGS,    On",
        "POE_STAYS_ON,        On",
        "POE_DOES_NOT_RETURN, NotKnown",
        "NO_SUCH_INSTANCE,    Refused",
        "AUTHORIZATION_ERROR, Refused",
        "STALLS,              On",
        "FIRST_REPLY_LOST,    On",
        "INDEX_MOVED,         On",
        "TRAPS_LOST,          On",
        "TRAPS_DOUBLED,       On"
    })
    void switchingOnAgainEndsAsTheHabitAllows(Quirk quirk, String expected) throws Exception {
        try (var table = new EmulatedTable()) {
            table.pollInPeace();
            table.device.off(PI2, LIMIT);
            table.quirk(quirk);
            FencingOutcome outcome = table.device.on(PI2, LIMIT);
            assertEquals(expected, outcome.getClass().getSimpleName(), outcome::toString);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Quirk.class,
            names = {"NO_SUCH_INSTANCE", "INDEX_MOVED"})
    void monitoringFindsAMovedIndexAndMissesALostPort(Quirk quirk) throws Exception {
        try (var table = new EmulatedTable()) {
            table.pollInPeace();
            table.quirk(quirk);
            Outcome outcome = table.device.monitor(LIMIT);
            assertEquals(quirk == Quirk.INDEX_MOVED, outcome instanceof Outcome.Succeeded, outcome::toString);
        }
    }

    @Test
    void aStallLongerThanTheLimitIsNotKnown() throws Exception {
        try (var table = new EmulatedTable()) {
            table.pollInPeace();
            table.quirk(Quirk.STALLS);
            assertTrue(table.device.off(PI2, Duration.ofSeconds(1)) instanceof NotKnown);
        }
    }

    @Test
    void anIndexThatMovesBackAndForthIsFollowed() throws Exception {
        try (var table = new EmulatedTable()) {
            for (int round = 0; round < 4; round++) {
                table.agent.quirks().set(Quirk.INDEX_MOVED, round % 2 == 0);
                assertTrue(table.device.off(PI2, LIMIT) instanceof Off);
                assertFalse(table.runs(PI2));
                assertTrue(table.runs(PI1) && table.runs(PI3));
                table.agent.quirks().set(Quirk.INDEX_MOVED, round % 2 == 1);
                assertTrue(table.device.on(PI2, LIMIT) instanceof On);
            }
        }
    }

    @Test
    void aVanishedPoeRowIsNoProofOnceItWasSeen() throws Exception {
        try (var table = new EmulatedTable()) {
            var memory = new PowerJudgement.Memory(true, true, false);
            var reading =
                    new PortReply.Reading(3, List.of("ether3"), AdminStatus.DOWN, Optional.of(false), Optional.empty());
            assertTrue(PowerJudgement.afterOff("ether3", reading, memory) instanceof PowerJudgement.Unclear);
            assertTrue(PowerJudgement.asFound("ether3", reading, memory) instanceof PowerJudgement.Unclear);
            assertTrue(table.device.off(PI2, LIMIT) instanceof Off);
        }
    }

    @Test
    void aRefusalNamesTheErrorTheSwitchGave() throws Exception {
        try (var table = new EmulatedTable()) {
            table.quirk(Quirk.AUTHORIZATION_ERROR);
            assertTrue(table.device.off(PI2, LIMIT) instanceof Refused refused
                    && refused.why().contains("uthorization"));
        }
    }
}
