package crm.fencing.snmp;

import static crm.fencing.snmp.EmulatedTable.LIMIT;
import static crm.fencing.snmp.EmulatedTable.PI1;
import static crm.fencing.snmp.EmulatedTable.PI2;
import static crm.fencing.snmp.EmulatedTable.PI3;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.emulator.mikrotik.Quirk;
import crm.emulator.mikrotik.SwitchAccess;
import crm.fencing.Secret;
import crm.fencing.snmp.SwitchAddress.AuthProtocol;
import crm.fencing.snmp.SwitchAddress.PrivProtocol;
import crm.port.FencingDevice.DeviceUnreachable;
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
        ON,
        MONITOR,
        LIST
    }

    /** The languages in which the switch can be asked. */
    private enum Wire {
        V1,
        V2C,
        V3_MD5_DES,
        V3_SHA_AES,
        V3_SHA256_AES256;

        private static final String PASSWORD = "sesame-open";

        SwitchAddress.Credentials credentials() {
            return switch (this) {
                case V1 -> new SwitchAddress.Community(new Secret("private"), SwitchAddress.Version.V1);
                case V2C -> EmulatedTable.community("private");
                case V3_MD5_DES -> user(AuthProtocol.MD5, PrivProtocol.DES);
                case V3_SHA_AES -> user(AuthProtocol.SHA, PrivProtocol.AES);
                case V3_SHA256_AES256 -> user(AuthProtocol.SHA256, PrivProtocol.AES256);
            };
        }

        SwitchAccess access() {
            return switch (this) {
                case V1, V2C -> SwitchAccess.usual();
                case V3_MD5_DES -> known(SwitchAccess.Authentication.MD5, SwitchAccess.Privacy.DES);
                case V3_SHA_AES -> known(SwitchAccess.Authentication.SHA1, SwitchAccess.Privacy.AES128);
                case V3_SHA256_AES256 -> known(SwitchAccess.Authentication.SHA256, SwitchAccess.Privacy.AES256);
            };
        }

        private static SwitchAddress.Credentials user(AuthProtocol auth, PrivProtocol priv) {
            return new SwitchAddress.User(
                    "fencer", SwitchAddress.Level.AUTH_PRIV, auth, new Secret(PASSWORD), priv, new Secret(PASSWORD));
        }

        private static SwitchAccess known(SwitchAccess.Authentication auth, SwitchAccess.Privacy priv) {
            return SwitchAccess.usual().with(new SwitchAccess.User("fencer", auth, PASSWORD, priv, PASSWORD));
        }
    }

    /** The ways to the power. */
    private enum Method {
        IF_ADMIN,
        SCRIPT,
        REST,
        AUTO;

        List<PowerMethod> methods(PowerMethod.Rest rest) {
            var script = new PowerMethod.Script("fence-{port}-off", "fence-{port}-on");
            return switch (this) {
                case IF_ADMIN -> List.of(new PowerMethod.IfAdmin());
                case SCRIPT -> List.of(script);
                case REST -> List.of(rest);
                case AUTO -> List.of(new PowerMethod.IfAdmin(), script, rest);
            };
        }
    }

    /** One case of the suite. */
    private record Trial(Quirk quirk, Situation situation, Action action, Wire wire, Method method) {

        void offOnlyIfItIs() throws Exception {
            try (var table = new EmulatedTable(wire.access(), wire.credentials(), PoeTable.AUTO, method::methods)) {
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
                boolean ran = table.runs(PI2);
                switch (action) {
                    case PROVE -> check(table, second, table.device.provePower(PI2, LIMIT));
                    case OFF -> check(table, second, table.device.off(PI2, LIMIT));
                    case ON -> check(table, second, table.device.on(PI2, LIMIT));
                    case MONITOR -> table.device.monitor(LIMIT);
                    case LIST -> listed(table);
                }
                assertTrue(table.runs(PI1) && table.runs(PI3), "another node was hit");
                assertTrue(action == Action.OFF || ran == table.runs(PI2), "it was switched though nobody asked");
            }
        }

        private static void check(EmulatedTable table, boolean second, FencingOutcome outcome) {
            if (outcome instanceof Off) {
                // On a second supply the port is all that can be cut; the node's network goes with it.
                assertFalse(second ? linkUp(table) : table.runs(PI2), () -> "called off: " + outcome);
            }
        }

        private static void listed(EmulatedTable table) {
            try {
                table.device.list(LIMIT);
            } catch (DeviceUnreachable mayBe) {
                // A switch that says no, or nothing, has not said that anything is off.
            }
        }
    }

    /** Every quirk, situation, action and language. */
    @TestFactory
    Stream<DynamicTest> nothingIsCalledOffThatIsNot() {
        return trials(List.of(Action.values()), List.of(Wire.values()), List.of(Method.IF_ADMIN));
    }

    /** The same for what switches, by the other ways to the power. */
    @TestFactory
    Stream<DynamicTest> nothingIsCalledOffThatIsNotByTheOtherWays() {
        return trials(
                List.of(Action.OFF, Action.ON), List.of(Wire.V2C), List.of(Method.SCRIPT, Method.REST, Method.AUTO));
    }

    private static Stream<DynamicTest> trials(List<Action> actions, List<Wire> wires, List<Method> methods) {
        return Stream.of(Quirk.values())
                .flatMap(quirk -> Stream.of(Situation.values())
                        .flatMap(situation -> actions.stream()
                                .flatMap(action -> wires.stream()
                                        .flatMap(wire -> methods.stream()
                                                .map(method -> new Trial(quirk, situation, action, wire, method))))))
                .map(trial -> DynamicTest.dynamicTest(trial.toString(), trial::offOnlyIfItIs));
    }

    static boolean linkUp(EmulatedTable table) {
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

    /** By whatever way: what one way cannot do, another can, unless the switch cannot be read. */
    @ParameterizedTest
    @CsvSource({
        "SET_IGNORED,         Off",
        "POE_STAYS_ON,        Off",
        "NO_SUCH_INSTANCE,    Refused",
        "AUTHORIZATION_ERROR, Off"
    })
    void anotherWayCutsWhatTheFirstCannot(Quirk quirk, String expected) throws Exception {
        try (var table = new EmulatedTable(
                SwitchAccess.usual(), EmulatedTable.community("private"), PoeTable.AUTO, Method.AUTO::methods)) {
            table.pollInPeace();
            table.quirk(quirk);
            FencingOutcome outcome = table.device.off(PI2, LIMIT);
            assertEquals(expected, outcome.getClass().getSimpleName(), outcome::toString);
            assertEquals(!expected.equals("Off"), table.runs(PI2));
            if (outcome instanceof Off) {
                assertInstanceOf(On.class, table.device.on(PI2, LIMIT));
                assertTrue(table.runs(PI2));
            }
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
