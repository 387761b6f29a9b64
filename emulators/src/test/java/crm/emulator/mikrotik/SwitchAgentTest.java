package crm.emulator.mikrotik;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.snmp4j.CommandResponder;
import org.snmp4j.CommandResponderEvent;
import org.snmp4j.CommunityTarget;
import org.snmp4j.PDU;
import org.snmp4j.Snmp;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.VariableBinding;
import org.snmp4j.transport.DefaultUdpTransportMapping;

class SwitchAgentTest {

    private static final String DESCR = "1.3.6.1.2.1.2.2.1.2.";
    private static final String ADMIN = "1.3.6.1.2.1.2.2.1.7.";
    private static final String OPER = "1.3.6.1.2.1.2.2.1.8.";
    private static final String POE_STATUS = "1.3.6.1.4.1.14988.1.1.15.1.1.3.";
    private static final String POE_CURRENT = "1.3.6.1.4.1.14988.1.1.15.1.1.5.";

    private final MemoryPorts ports = MemoryPorts.five();
    private SwitchAgent agent;
    private Snmp client;
    private DefaultUdpTransportMapping clientSocket;
    private final BlockingQueue<PDU> traps = new LinkedBlockingQueue<>();

    @BeforeEach
    void open() throws IOException {
        agent = new SwitchAgent(
                ports, SwitchAccess.usual(), new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        clientSocket = new DefaultUdpTransportMapping(new UdpAddress(InetAddress.getLoopbackAddress(), 0));
        client = new Snmp(clientSocket);
        client.addCommandResponder(new CommandResponder() {
            @Override
            public <A extends Address> void processPdu(CommandResponderEvent<A> event) {
                traps.add(event.getPDU());
            }
        });
        client.listen();
        agent.sendTrapsTo(
                List.of(new InetSocketAddress(
                        InetAddress.getLoopbackAddress(),
                        clientSocket.getListenAddress().getPort())),
                "public");
        agent.start();
    }

    @AfterEach
    void close() throws IOException {
        agent.close();
        client.close();
    }

    @Test
    void tellsEachPortByNameStatusAndPower() throws IOException {
        PDU answer = get("public", DESCR + 2, ADMIN + 2, OPER + 2, POE_STATUS + 2, POE_CURRENT + 2);
        assertEquals("ether2", answer.get(0).toValueString());
        assertEquals(1, answer.get(1).getVariable().toInt());
        assertEquals(1, answer.get(2).getVariable().toInt());
        assertEquals(3, answer.get(3).getVariable().toInt());
        assertEquals(118, answer.get(4).getVariable().toInt());
    }

    @Test
    void hasNoPowerRowForThePortThatCannotDeliverAny() throws IOException {
        assertEquals(Null.noSuchInstance, get("public", POE_STATUS + 1).get(0).getVariable());
    }

    @Test
    void settingAPortDownCutsLinkAndPowerAndTellsByTrap() throws Exception {
        assertEquals(PDU.noError, set("private", 3, 2).getErrorStatus());
        assertFalse(ports.deviceRuns("ether3"));
        PDU answer = get("public", ADMIN + 3, OPER + 3, POE_STATUS + 3);
        assertEquals(List.of("2", "2", "1"), values(answer));
        PDU trap = traps.poll(5, TimeUnit.SECONDS);
        assertNotNull(trap);
        assertEquals(SnmpConstants.linkDown, trap.getVariable(SnmpConstants.snmpTrapOID));
        assertEquals(new Integer32(3), trap.getVariable(new OID("1.3.6.1.2.1.2.2.1.1.3")));
    }

    @Test
    void aReadOnlyCommunityCannotWriteAndAnUnknownOneHearsNothing() throws IOException {
        assertEquals(PDU.noAccess, set("public", 3, 2).getErrorStatus());
        assertTrue(ports.deviceRuns("ether3"));
        assertNull(answer("guess", pdu(PDU.GET, ADMIN + 3), 200));
    }

    @Test
    void refusesWhatTheMibDoesNotAllow() throws IOException {
        assertEquals(PDU.noCreation, set("private", 99, 2).getErrorStatus());
        assertEquals(PDU.wrongValue, set("private", 3, 7).getErrorStatus());
        var readOnly = pdu(PDU.SET);
        readOnly.add(new VariableBinding(new OID(POE_STATUS + 3), new Integer32(1)));
        PDU answer = answer("private", readOnly, 2_000);
        assertNotNull(answer);
        assertEquals(PDU.notWritable, answer.getErrorStatus());
    }

    @Test
    void aWalkSeesEveryObjectOnceAndInOrder() throws IOException {
        List<OID> seen = new ArrayList<>();
        OID at = new OID("1.3");
        while (true) {
            PDU bulk = pdu(PDU.GETBULK, at.toString());
            bulk.setMaxRepetitions(20);
            PDU answer = answer("public", bulk, 2_000);
            assertNotNull(answer);
            for (VariableBinding binding : answer.getAll()) {
                if (binding.getVariable().equals(Null.endOfMibView)) {
                    assertEquals(seen, seen.stream().sorted().distinct().toList());
                    // 7 of the system group, ifNumber, 5 ports × 21 columns of IF-MIB, 4 ports × 6 of the PoE table
                    assertEquals(7 + 1 + 5 * 21 + 4 * 6, seen.size());
                    return;
                }
                seen.add(binding.getOid());
            }
            at = seen.getLast();
        }
    }

    @Test
    void anInsertedModuleMovesEveryIndexButTheFirst() throws IOException {
        agent.quirks().set(Quirk.INDEX_MOVED, true);
        assertEquals(
                List.of("ether1", "sfp1", "ether2", "ether3"),
                values(get("public", DESCR + 1, DESCR + 2, DESCR + 3, DESCR + 4)));
        set("private", 3, 2);
        assertFalse(ports.deviceRuns("ether2"));
        assertTrue(ports.deviceRuns("ether3"));
    }

    @Test
    void aLostFirstAnswerIsGivenToTheRepetition() throws IOException {
        agent.quirks().set(Quirk.FIRST_REPLY_LOST, true);
        PDU request = pdu(PDU.GET, ADMIN + 2);
        var target = target("public", 150);
        target.setRetries(1);
        assertNotNull(client.send(request, target).getResponse());
    }

    @Test
    void trapsAreLostOrDoubledOnDemand() throws Exception {
        agent.quirks().set(Quirk.TRAPS_LOST, true);
        ports.cable("ether2", false);
        agent.quirks().clear();
        agent.quirks().set(Quirk.TRAPS_DOUBLED, true);
        ports.cable("ether2", true);
        for (int copy = 0; copy < 2; copy++) {
            PDU trap = traps.poll(5, TimeUnit.SECONDS);
            assertNotNull(trap);
            assertEquals(SnmpConstants.linkUp, trap.getVariable(SnmpConstants.snmpTrapOID));
        }
    }

    @Test
    void powerMayStayOnOrNotReturn() throws IOException {
        agent.quirks().set(Quirk.POE_STAYS_ON, true);
        set("private", 2, 2);
        assertTrue(ports.deviceRuns("ether2"));
        agent.quirks().clear();
        set("private", 2, 2);
        agent.quirks().set(Quirk.POE_DOES_NOT_RETURN, true);
        set("private", 2, 1);
        assertEquals(List.of("1", "1"), values(get("public", ADMIN + 2, POE_STATUS + 2)));
        assertFalse(ports.deviceRuns("ether2"));
    }

    private static List<String> values(PDU pdu) {
        return pdu.getAll().stream().map(VariableBinding::toValueString).toList();
    }

    private PDU get(String community, String... oids) throws IOException {
        PDU answer = answer(community, pdu(PDU.GET, oids), 2_000);
        assertNotNull(answer);
        return answer;
    }

    private PDU set(String community, int index, int value) throws IOException {
        var request = pdu(PDU.SET);
        request.add(new VariableBinding(new OID(ADMIN + index), new Integer32(value)));
        PDU answer = answer(community, request, 2_000);
        assertNotNull(answer);
        return answer;
    }

    private static PDU pdu(int type, String... oids) {
        var pdu = new PDU();
        pdu.setType(type);
        for (String oid : oids) {
            pdu.add(new VariableBinding(new OID(oid)));
        }
        return pdu;
    }

    private @Nullable PDU answer(String community, PDU request, long timeoutMillis) throws IOException {
        return client.send(request, target(community, timeoutMillis)).getResponse();
    }

    private CommunityTarget<UdpAddress> target(String community, long timeoutMillis) {
        var address = agent.address();
        var target = new CommunityTarget<>(
                new UdpAddress(address.getAddress(), address.getPort()), new OctetString(community));
        target.setVersion(SnmpConstants.version2c);
        target.setTimeout(timeoutMillis);
        return target;
    }
}
