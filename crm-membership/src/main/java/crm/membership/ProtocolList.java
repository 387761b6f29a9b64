package crm.membership;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jgroups.protocols.FD_ALL3;
import org.jgroups.protocols.FRAG4;
import org.jgroups.protocols.LOCAL_PING;
import org.jgroups.protocols.MERGE3;
import org.jgroups.protocols.MFC;
import org.jgroups.protocols.PING;
import org.jgroups.protocols.SHARED_LOOPBACK;
import org.jgroups.protocols.TCPPING;
import org.jgroups.protocols.TCP_NIO2;
import org.jgroups.protocols.TP;
import org.jgroups.protocols.UDP;
import org.jgroups.protocols.UFC;
import org.jgroups.protocols.UNICAST3;
import org.jgroups.protocols.VERIFY_SUSPECT2;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.protocols.pbcast.NAKACK2;
import org.jgroups.protocols.pbcast.STABLE;
import org.jgroups.protocols.raft.NO_DUPES;
import org.jgroups.protocols.raft.REDIRECT;
import org.jgroups.stack.Protocol;

/**
 * The protocols of JGroups in the order in which a message climbs them, with the settings that {@code
 * docs/membership.md} gives reasons and figures for.
 */
record ProtocolList(ClusterSettings settings) {

    private static final int CREDITS = 1_000_000;
    /** As much as Linux grants without further ado, and far more than three nodes need. */
    private static final int BUFFER = 200_000;

    private static final int FRAGMENT = 50_000;
    /** Of what comes over TCP: several fragments together. A stranger may announce more; nothing is set aside for it. */
    private static final int LONGEST = 10 * FRAGMENT;

    /** Without the three of the journal, which stand on top. */
    List<Protocol> upToFragmentation() {
        var protocols = new ArrayList<Protocol>();
        protocols.add(transport());
        protocols.add(discovery());
        protocols.add(merging());
        if (!inProcess()) {
            protocols.add(socketDetector());
        }
        protocols.add(new FD_ALL3()
                .setTimeout(settings.timing().silence().toMillis())
                .setInterval(settings.timing().heartbeat().toMillis()));
        protocols.add(new VERIFY_SUSPECT2()
                .setTimeout(settings.timing().verification().toMillis()));
        protocols.add(new NAKACK2().setXmitInterval(200));
        protocols.add(new UNICAST3().setXmitInterval(200));
        protocols.add(new STABLE());
        protocols.add(new NO_DUPES());
        protocols.add(views());
        protocols.add(new UFC().setMaxCredits(CREDITS));
        protocols.add(new MFC().setMaxCredits(CREDITS));
        protocols.add(new FRAG4().setFragSize(FRAGMENT));
        return protocols;
    }

    /** What stands above raft. */
    static REDIRECT redirect() {
        return new REDIRECT();
    }

    private boolean inProcess() {
        return settings.network().reach() instanceof Network.InProcess;
    }

    private TP transport() {
        Network network = settings.network();
        TP transport = switch (network.reach()) {
            case Network.Multicast(InetAddress group, int groupPort) -> {
                // One hop: no further than the cluster's switch.
                UDP udp = new SealedUdp(settings.key());
                udp.setMulticastAddress(group);
                udp.setMulticastPort(groupPort);
                udp.setMulticastTTL(1);
                udp.setMcastSendBufSize(BUFFER).setMcastRecvBufSize(BUFFER);
                udp.setUcastSendBufSize(BUFFER).setUcastRecvBufSize(BUFFER);
                yield udp;
            }
            case Network.Unicast _ -> {
                TCP_NIO2 tcp = new SealedTcp(settings.key());
                tcp.setMaxLength(LONGEST);
                yield tcp;
            }
            case Network.InProcess _ -> new SHARED_LOOPBACK();
        };
        transport.setBindAddress(network.address());
        transport.setBindPort(network.port());
        transport.setPortRange(0);
        transport.useVirtualThreads(true);
        transport.getThreadPool().setMinThreads(2).setMaxThreads(20);
        return transport;
    }

    private Protocol discovery() {
        return switch (settings.network().reach()) {
            case Network.Multicast _ -> new PING();
            case Network.Unicast(List<InetSocketAddress> peers) ->
                new TCPPING().setInitialHosts(peers).setPortRange(0);
            case Network.InProcess _ -> new LOCAL_PING();
        };
    }

    private Protocol merging() {
        long longest = settings.timing().merge().toMillis();
        return new MERGE3().setMinInterval(longest / 3).setMaxInterval(longest);
    }

    private Protocol socketDetector() {
        // Does not take the transport's address by itself: left alone it found a killed daemon only after a second.
        return new SocketDetector()
                .setBindAddress(settings.network().address())
                .setOffset(5)
                .setSuspectMsgInterval(500)
                .setValue("connect_timeout", 300);
    }

    private static Protocol views() {
        GMS gms = new GMS().setJoinTimeout(1000).setViewAckCollectionTimeout(500);
        gms.printLocalAddress(false);
        return gms;
    }
}
