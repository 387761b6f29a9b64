package crm.fencing.snmp;

import static crm.fencing.snmp.EmulatedTable.LIMIT;
import static crm.fencing.snmp.EmulatedTable.PI1;
import static crm.fencing.snmp.EmulatedTable.PI2;
import static crm.fencing.snmp.EmulatedTable.PI3;
import static crm.fencing.snmp.EmulatedTable.community;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.emulator.mikrotik.Quirk;
import crm.emulator.mikrotik.SwitchAccess;
import crm.emulator.mikrotik.SwitchAccess.Authentication;
import crm.emulator.mikrotik.SwitchAccess.Privacy;
import crm.emulator.mikrotik.SwitchAgent;
import crm.fencing.Secret;
import crm.fencing.snmp.SwitchAddress.AuthProtocol;
import crm.fencing.snmp.SwitchAddress.Level;
import crm.fencing.snmp.SwitchAddress.PrivProtocol;
import crm.model.NodeName;
import crm.state.FencingOutcome;
import crm.state.FencingOutcome.NotKnown;
import crm.state.FencingOutcome.Off;
import crm.state.FencingOutcome.On;
import crm.state.FencingOutcome.Refused;
import crm.state.Outlet;
import crm.state.PowerProof.NoLoad;
import crm.state.PowerProof.PortOff;
import crm.transition.Outcome;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnmpSwitchTest {

    @Test
    void switchesANodeOffAndProvesItByThePortsOwnWord() throws Exception {
        try (var table = new EmulatedTable()) {
            var off = assertInstanceOf(Off.class, table.device.off(PI1, LIMIT));
            assertEquals(new PortOff("ether2", 2), off.proof().evidence());
            assertEquals("switch", off.proof().device());
            assertFalse(table.runs(PI1));
            assertTrue(table.runs(PI2));
        }
    }

    @Test
    void switchesItOnAgain() throws Exception {
        try (var table = new EmulatedTable()) {
            table.device.off(PI1, LIMIT);
            var on = assertInstanceOf(On.class, table.device.on(PI1, LIMIT));
            assertEquals("ether2 is on (powered-on, 118 mA)", on.detail());
            assertTrue(table.runs(PI1));
        }
    }

    @Test
    void aPulledCableIsProofIfThePortFedTheNodeBefore() throws Exception {
        try (var table = new EmulatedTable()) {
            table.pollInPeace();
            assertInstanceOf(On.class, table.device.provePower(PI2, LIMIT));
            table.ports.cable("ether3", false);
            var off = assertInstanceOf(Off.class, table.device.provePower(PI2, LIMIT));
            assertEquals(
                    new NoLoad("ether3", 3, "waiting-for-load"), off.proof().evidence());
        }
    }

    @Test
    void darknessProvesNothingOfAPortThatWasNeverSeenToFeedTheNode() throws Exception {
        try (var table = new EmulatedTable()) {
            table.ports.cable("ether3", false);
            table.pollInPeace();
            NotKnown answer = assertInstanceOf(NotKnown.class, table.device.provePower(PI2, LIMIT));
            assertTrue(answer.why().contains("never seen to feed"), answer.why());
        }
    }

    @Test
    void aNodeOnASecondSupplyIsNotProvenDeadByPullingItsCable() throws Exception {
        try (var table = new EmulatedTable()) {
            table.pollInPeace();
            table.ports.secondSupply("ether3", true);
            assertInstanceOf(NotKnown.class, table.device.provePower(PI2, LIMIT), "it has a link and no load");
            table.pollInPeace();
            table.ports.cable("ether3", false);
            assertTrue(table.runs(PI2));
            assertInstanceOf(NotKnown.class, table.device.provePower(PI2, LIMIT));
            table.ports.cable("ether3", true);
            var monitored = assertInstanceOf(Outcome.Succeeded.class, table.device.monitor(LIMIT));
            assertTrue(monitored.detail().contains("second supply"), monitored.detail());
        }
    }

    @Test
    void whatFlowsWhileTheNodeIsNoMemberIsNoWordAboutTheNode() throws Exception {
        try (var table = new EmulatedTable()) {
            table.device.poll(node -> !node.equals(PI2), LIMIT);
            table.ports.cable("ether3", false);
            assertInstanceOf(NotKnown.class, table.device.provePower(PI2, LIMIT));
        }
    }

    @Test
    void aLinkThatTheSwitchStillClaimsIsExplainedByATrap() throws Exception {
        try (var table = new EmulatedTable()) {
            table.pollInPeace();
            table.quirk(Quirk.OPER_STATUS_LAGS);
            table.ports.cable("ether3", false);
            assertInstanceOf(NotKnown.class, table.device.provePower(PI2, LIMIT));
            table.device.trapSaid(3, false);
            assertInstanceOf(Off.class, table.device.provePower(PI2, LIMIT));
        }
    }

    @Test
    void aPortOfAnotherNameIsRefusedAndNeverCalledOff() throws Exception {
        try (var table = new EmulatedTable()) {
            var nodes = new LinkedHashMap<NodeName, List<String>>();
            nodes.put(PI1, List.of("ether9"));
            var plan =
                    new SwitchPlan("typo", table.device.plan().address(), nodes, PoeTable.AUTO, Duration.ofSeconds(1));
            try (var typo = new SnmpSwitch(plan, InstantSource.system())) {
                for (FencingOutcome outcome :
                        List.of(typo.provePower(PI1, LIMIT), typo.off(PI1, LIMIT), typo.on(PI1, LIMIT))) {
                    var refused = assertInstanceOf(Refused.class, outcome);
                    assertTrue(refused.why().contains("ether9") && refused.why().contains("ether2"), refused.why());
                }
                assertInstanceOf(Outcome.Failed.class, typo.monitor(LIMIT));
            }
        }
    }

    @Test
    void aNameThatTwoInterfacesHaveIsRefused() throws Exception {
        try (var table = new EmulatedTable()) {
            table.ports.comment("ether5", "ether2");
            var refused = assertInstanceOf(Refused.class, table.device.off(PI1, LIMIT));
            assertTrue(refused.why().contains("several"), refused.why());
            assertTrue(table.runs(PI1));
        }
    }

    @Test
    void aCommentIsANameToo() throws Exception {
        try (var table = new EmulatedTable()) {
            table.ports.comment("ether5", "the storage box");
            var nodes = new LinkedHashMap<NodeName, List<String>>();
            nodes.put(PI1, List.of("the storage box"));
            var plan = new SwitchPlan(
                    "byalias", table.device.plan().address(), nodes, PoeTable.REQUIRED, Duration.ofSeconds(1));
            try (var byAlias = new SnmpSwitch(plan, InstantSource.system())) {
                assertInstanceOf(Off.class, byAlias.off(PI1, LIMIT));
                assertFalse(table.ports.deviceRuns("ether5"));
            }
        }
    }

    @Test
    void aNodeWithTwoSuppliesIsOffWhenBothAre() throws Exception {
        try (var table = new EmulatedTable()) {
            var nodes = new LinkedHashMap<NodeName, List<String>>();
            nodes.put(PI1, List.of("ether4", "ether5"));
            var plan = new SwitchPlan(
                    "double", table.device.plan().address(), nodes, PoeTable.AUTO, Duration.ofSeconds(1));
            try (var both = new SnmpSwitch(plan, InstantSource.system())) {
                both.poll(node -> true, LIMIT);
                table.ports.cable("ether4", false);
                assertInstanceOf(On.class, both.provePower(PI1, LIMIT));
                assertInstanceOf(Off.class, both.off(PI1, LIMIT));
                assertFalse(table.ports.deviceRuns("ether5"));
            }
        }
    }

    @Test
    void aSilentSwitchIsNotKnownWithinTheLimit() throws Exception {
        try (var silent = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                var device = new SnmpSwitch(
                        EmulatedTable.plan(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), silent.getLocalPort()),
                                community("private"),
                                PoeTable.AUTO),
                        InstantSource.system())) {
            Duration limit = Duration.ofMillis(400);
            assertInstanceOf(NotKnown.class, device.off(PI1, limit));
            assertInstanceOf(NotKnown.class, device.provePower(PI1, limit));
            assertInstanceOf(Outcome.Failed.class, device.monitor(limit));
        }
    }

    @Test
    void aReadOnlyCommunityIsRefused() throws Exception {
        try (var table = new EmulatedTable(SwitchAccess.usual(), community("public"), PoeTable.AUTO)) {
            var refused = assertInstanceOf(Refused.class, table.device.off(PI1, LIMIT));
            assertTrue(refused.why().contains("No access"), refused.why());
            assertTrue(table.runs(PI1));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "MD5,    MD5,    DES,    DES",
        "SHA1,   SHA,    AES128, AES",
        "SHA256, SHA256, AES128, AES",
        "SHA512, SHA512, AES256, AES256"
    })
    void speaksVersion3Encrypted(Authentication theirs, AuthProtocol ours, Privacy theirPriv, PrivProtocol ourPriv)
            throws Exception {
        var access = SwitchAccess.usual()
                .with(new SwitchAccess.User("fencer", theirs, "auth-password", theirPriv, "priv-password"));
        try (var table = new EmulatedTable(access, user("auth-password", ours, ourPriv), PoeTable.AUTO)) {
            table.pollInPeace();
            assertInstanceOf(Off.class, table.device.off(PI1, LIMIT));
            assertInstanceOf(On.class, table.device.on(PI1, LIMIT));
        }
    }

    @Test
    void aWrongPasswordIsNotKnownAndTheMessageNamesThePassword() throws Exception {
        var access = SwitchAccess.usual()
                .with(new SwitchAccess.User(
                        "fencer", Authentication.SHA1, "auth-password", Privacy.AES128, "priv-password"));
        try (var table = new EmulatedTable(
                access, user("not-the-password", AuthProtocol.SHA, PrivProtocol.AES), PoeTable.AUTO)) {
            var unknown = assertInstanceOf(NotKnown.class, table.device.off(PI1, Duration.ofSeconds(1)));
            assertTrue(unknown.why().contains("password"), unknown.why());
            assertTrue(table.runs(PI1));
        }
    }

    @Test
    void listsEveryPortWithItsNodeAndPower() throws Exception {
        try (var table = new EmulatedTable()) {
            table.device.off(PI3, LIMIT);
            List<Outlet> outlets = table.device.list(LIMIT);
            assertEquals(
                    List.of("ether1", "ether2", "ether3", "ether4", "ether5"),
                    outlets.stream().map(Outlet::name).toList());
            assertEquals(Optional.of(PI1), outlets.get(1).node());
            assertEquals(Optional.of(true), outlets.get(1).powered());
            assertEquals(Optional.of(false), outlets.get(3).powered());
        }
    }

    @Test
    void aRestartedSwitchOfVersion3IsUnderstoodAgain() throws Exception {
        var access = SwitchAccess.usual()
                .with(new SwitchAccess.User(
                        "fencer", Authentication.SHA1, "auth-password", Privacy.AES128, "priv-password"));
        try (var table =
                new EmulatedTable(access, user("auth-password", AuthProtocol.SHA, PrivProtocol.AES), PoeTable.AUTO)) {
            table.pollInPeace();
            InetSocketAddress address = table.agent.address();
            table.agent.close();
            assertInstanceOf(NotKnown.class, table.device.off(PI1, Duration.ofMillis(300)));
            Thread.sleep(1_100); // its boot counter counts seconds
            try (var again = new SwitchAgent(table.ports, access, address)) {
                again.start();
                assertInstanceOf(Off.class, table.device.off(PI1, LIMIT));
            }
        }
    }

    private static SwitchAddress.User user(String password, AuthProtocol auth, PrivProtocol priv) {
        return new SwitchAddress.User(
                "fencer", Level.AUTH_PRIV, auth, new Secret(password), priv, new Secret("priv-password"));
    }
}
