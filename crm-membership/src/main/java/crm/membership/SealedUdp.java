package crm.membership;

import java.net.InetAddress;
import org.jgroups.Address;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.UDP;

/** UDP of JGroups of which every datagram is in an {@link Envelope}. */
final class SealedUdp extends UDP {

    private final Envelope envelope;

    SealedUdp(ClusterKey key) {
        setId(ClassConfigurator.getProtocolId(UDP.class)); // JGroups knows a protocol by its exact class
        envelope = new Envelope(key);
    }

    @Override
    protected void _send(InetAddress target, int port, byte[] data, int offset, int length) throws Exception {
        byte[] sealed = envelope.seal(data, offset, length);
        super._send(target, port, sealed, 0, sealed.length);
    }

    @Override
    public void receive(Address sender, byte[] data, int offset, int length) {
        envelope.open(sender, data, offset, length).ifPresent(clear -> super.receive(sender, clear, 0, clear.length));
    }
}
