package crm.membership;

import java.io.DataInput;
import org.jgroups.Address;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.TCP_NIO2;

/** TCP of JGroups of which everything between two lengths is in an {@link Envelope}. */
final class SealedTcp extends TCP_NIO2 {

    private final Envelope envelope;

    SealedTcp(ClusterKey key) {
        setId(ClassConfigurator.getProtocolId(TCP_NIO2.class)); // JGroups knows a protocol by its exact class
        envelope = new Envelope(key);
    }

    @Override
    public void send(Address target, byte[] data, int offset, int length) throws Exception {
        byte[] sealed = envelope.seal(data, offset, length);
        super.send(target, sealed, 0, sealed.length);
    }

    @Override
    public void receive(Address sender, byte[] data, int offset, int length) {
        envelope.open(sender, data, offset, length).ifPresent(clear -> super.receive(sender, clear, 0, clear.length));
    }

    /** The length was checked against the longest there may be. */
    @Override
    public void receive(Address sender, DataInput in, int length) throws Exception {
        byte[] data = new byte[length];
        in.readFully(data);
        receive(sender, data, 0, length);
    }
}
