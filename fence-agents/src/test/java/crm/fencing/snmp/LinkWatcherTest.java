package crm.fencing.snmp;

import static crm.fencing.snmp.EmulatedTable.LIMIT;
import static crm.fencing.snmp.EmulatedTable.PI1;
import static crm.fencing.snmp.EmulatedTable.PI2;
import static crm.fencing.snmp.EmulatedTable.PI3;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.coordination.Event;
import crm.coordination.Event.LinkChanged;
import crm.emulator.mikrotik.Quirk;
import crm.model.NodeName;
import crm.state.FencingOutcome.Off;
import crm.state.LinkState;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.snmp4j.PDU;
import org.snmp4j.PDUv1;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.VariableBinding;

class LinkWatcherTest {

    private static final Duration SELDOM = Duration.ofMinutes(1);
    private static final Duration OFTEN = Duration.ofMillis(50);
    private static final OID IF_INDEX_3 = new OID("1.3.6.1.2.1.2.2.1.1.3");

    /** A table whose switch sends its traps to a watcher. */
    private static final class Watched implements AutoCloseable {
        final EmulatedTable table = new EmulatedTable();
        final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
        final LinkWatcher watcher;

        Watched(Duration pollEvery) throws Exception {
            var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            watcher = new LinkWatcher(
                    List.of(table.device),
                    new LinkWatcher.Settings(anyPort, pollEvery, Duration.ofSeconds(2)),
                    node -> true,
                    events::add);
            watcher.start();
            table.agent.sendTrapsTo(
                    List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), watcher.trapPort())), "public");
            // The first poll tells the links as they are.
            for (NodeName node : List.of(PI1, PI2, PI3)) {
                assertEquals(new LinkChanged(node, LinkState.UP, "poll of switch"), next());
            }
        }

        Event next() throws InterruptedException {
            Event event = events.poll(10, TimeUnit.SECONDS);
            assertNotNull(event, "no event came");
            return event;
        }

        @Override
        public void close() throws IOException {
            watcher.close();
            table.close();
        }
    }

    @Test
    void tellsOfAPulledCableByTrap() throws Exception {
        try (var watched = new Watched(SELDOM)) {
            watched.table.ports.cable("ether3", false);
            assertEquals(new LinkChanged(PI2, LinkState.DOWN, "trap from switch"), watched.next());
            assertInstanceOf(Off.class, watched.table.device.provePower(PI2, LIMIT));
            watched.table.ports.cable("ether3", true);
            assertEquals(new LinkChanged(PI2, LinkState.UP, "trap from switch"), watched.next());
        }
    }

    @Test
    void tellsADoubledTrapOnce() throws Exception {
        try (var watched = new Watched(SELDOM)) {
            watched.table.quirk(Quirk.TRAPS_DOUBLED);
            watched.table.ports.cable("ether3", false);
            watched.table.ports.cable("ether4", false);
            assertEquals(new LinkChanged(PI2, LinkState.DOWN, "trap from switch"), watched.next());
            assertEquals(new LinkChanged(PI3, LinkState.DOWN, "trap from switch"), watched.next());
        }
    }

    @Test
    void noticesByPollingWhatALostTrapDidNotTell() throws Exception {
        try (var watched = new Watched(OFTEN)) {
            watched.table.quirk(Quirk.TRAPS_LOST);
            watched.table.ports.cable("ether3", false);
            assertEquals(new LinkChanged(PI2, LinkState.DOWN, "poll of switch"), watched.next());
        }
    }

    @Test
    void aPolledStateThatIsOldNewsDoesNotContradictATrap() throws Exception {
        try (var watched = new Watched(OFTEN)) {
            watched.table.quirk(Quirk.OPER_STATUS_LAGS);
            watched.table.ports.cable("ether3", false);
            assertEquals(new LinkChanged(PI2, LinkState.DOWN, "trap from switch"), watched.next());
            Event other = watched.events.poll(1, TimeUnit.SECONDS);
            assertEquals(null, other);
            assertInstanceOf(
                    Off.class,
                    watched.table.device.provePower(PI2, LIMIT),
                    "the trap explains the link that is claimed");
        }
    }

    @Test
    void polledLoadIsWhatLetsADarkPortProve() throws Exception {
        try (var watched = new Watched(OFTEN)) {
            watched.table.ports.cable("ether2", false);
            watched.next();
            assertInstanceOf(Off.class, watched.table.device.provePower(PI1, LIMIT));
        }
    }

    @Test
    void pollsOnWhenTheTrapPortIsTaken() throws Exception {
        try (var taken = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                var table = new EmulatedTable()) {
            var events = new LinkedBlockingQueue<Event>();
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), taken.getLocalPort());
            try (var watcher = new LinkWatcher(
                    List.of(table.device),
                    new LinkWatcher.Settings(address, OFTEN, Duration.ofSeconds(2)),
                    node -> true,
                    events::add)) {
                watcher.start();
                assertEquals(0, watcher.trapPort());
                assertNotNull(events.poll(10, TimeUnit.SECONDS));
            }
        }
    }

    @Test
    void aTrapThatContradictsATrapIsNewsAndAPollSoonAfterIsNot() {
        var book = new LinkBook();
        long second = Duration.ofSeconds(1).toNanos();
        assertTrue(book.poll(PI1, LinkState.UP, 0));
        assertTrue(book.trap(PI1, LinkState.DOWN, second));
        assertFalse(book.poll(PI1, LinkState.UP, 2 * second));
        assertFalse(book.trap(PI1, LinkState.DOWN, 3 * second));
        assertTrue(book.trap(PI1, LinkState.UP, 4 * second));
        assertTrue(book.poll(PI1, LinkState.DOWN, 20 * second), "the trap is long ago");
        assertFalse(book.poll(PI1, LinkState.DOWN, 21 * second));
    }

    @Test
    void readsTrapsOfEveryVersionAndNothingElse() {
        assertEquals(Optional.of(new LinkTrap(3, false)), LinkTrap.of(v2(SnmpConstants.linkDown)));
        assertEquals(Optional.of(new LinkTrap(3, true)), LinkTrap.of(v2(SnmpConstants.linkUp)));
        assertEquals(Optional.empty(), LinkTrap.of(v2(SnmpConstants.coldStart)));
        var v1 = new PDUv1();
        v1.setType(PDU.V1TRAP);
        v1.setGenericTrap(PDUv1.LINKDOWN);
        v1.add(new VariableBinding(IF_INDEX_3, new Integer32(3)));
        assertEquals(Optional.of(new LinkTrap(3, false)), LinkTrap.of(v1));
        assertEquals(Optional.empty(), LinkTrap.of(new PDU()));
        assertNotEquals(Optional.empty(), LinkTrap.of(withoutIfIndex()), "the row of another column will do");
    }

    private static PDU v2(OID which) {
        var trap = new PDU(PDU.TRAP, new ArrayList<>());
        trap.add(new VariableBinding(SnmpConstants.snmpTrapOID, which));
        trap.add(new VariableBinding(IF_INDEX_3, new Integer32(3)));
        return trap;
    }

    private static PDU withoutIfIndex() {
        var trap = new PDU(PDU.TRAP, new ArrayList<>());
        trap.add(new VariableBinding(SnmpConstants.snmpTrapOID, SnmpConstants.linkDown));
        trap.add(new VariableBinding(new OID("1.3.6.1.2.1.2.2.1.8.3"), new Integer32(2)));
        return trap;
    }
}
