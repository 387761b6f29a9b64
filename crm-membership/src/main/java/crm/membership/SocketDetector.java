package crm.membership;

import org.jgroups.blocks.cs.NioServer;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.FD_SOCK2;

/**
 * FD_SOCK2 of JGroups 5.5.7 that believes nobody about the length of what is to come: there, whoever connects may announce
 * two gigabytes, and they are set aside before the first byte of them.
 */
final class SocketDetector extends FD_SOCK2 {

    /** Its messages name a cluster and an address or two. */
    private static final int LONGEST = 4096;

    SocketDetector() {
        setId(ClassConfigurator.getProtocolId(FD_SOCK2.class)); // JGroups knows a protocol by its exact class
    }

    @Override
    protected NioServer createServer(int[] ports) {
        NioServer server = super.createServer(ports);
        server.setMaxLength(LONGEST);
        return server;
    }
}
