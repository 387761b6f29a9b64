package crm.fencing.snmp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.BiConsumer;
import org.snmp4j.CommandResponder;
import org.snmp4j.CommandResponderEvent;
import org.snmp4j.PDU;
import org.snmp4j.Snmp;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/** A socket on which link traps arrive, of SNMP v1, v2c and v3. What is said without proof of who says it stays suspicion. */
final class TrapReceiver implements AutoCloseable {

    private final Snmp snmp;
    private final DefaultUdpTransportMapping socket;

    /**
     * Listens from now on.
     *
     * @param address where; port 0 takes any free one
     * @param credentials the switches', so that encrypted traps can be read
     * @param heard who sent a trap, and what it said; called on the socket's thread
     * @throws IOException if the address is taken, or not ours to take
     */
    TrapReceiver(
            InetSocketAddress address,
            List<SwitchAddress.Credentials> credentials,
            BiConsumer<InetAddress, LinkTrap> heard)
            throws IOException {
        socket = new DefaultUdpTransportMapping(new UdpAddress(address.getAddress(), address.getPort()));
        snmp = new Snmp(SnmpEngine.dispatcher(credentials), socket);
        snmp.addCommandResponder(new CommandResponder() {
            @Override
            public <A extends Address> void processPdu(CommandResponderEvent<A> event) {
                PDU pdu = event.getPDU();
                if (pdu != null && event.getPeerAddress() instanceof UdpAddress peer) {
                    LinkTrap.of(pdu).ifPresent(trap -> heard.accept(peer.getInetAddress(), trap));
                }
            }
        });
        snmp.listen();
    }

    int port() {
        return socket.getListenAddress().getPort();
    }

    @Override
    public void close() throws IOException {
        snmp.close();
    }
}
