package crm.membership;

import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Ports for nodes of a test on the loopback. */
final class FreePorts {

    /** What the detector of failures listens on, from the cluster's own port on. */
    static final int DETECTOR = 5;

    private FreePorts() {}

    /** Ports that are free, and their detectors' as well. */
    static List<Integer> find(int count) throws IOException {
        var ports = new ArrayList<Integer>();
        while (ports.size() < count) {
            try (var socket = new ServerSocket(0);
                    var _ = new ServerSocket(socket.getLocalPort() + DETECTOR)) {
                ports.add(socket.getLocalPort());
            } catch (BindException e) {
                // The neighbour is taken; another pair is not.
            }
        }
        return ports;
    }
}
