package crm.emulator.mikrotik;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;

/** Ports that exist in memory only, with one powered device to plug into each. For tests. */
public final class MemoryPorts implements SwitchPorts {

    private static final int DRAWN_BY_A_PI = 118;

    // The switch's agent and the test that plays with the cables are two threads.
    private final ReentrantLock lock = new ReentrantLock();
    private final SequencedMap<String, Socket> sockets = new LinkedHashMap<>();
    private final List<LinkListener> listeners = new CopyOnWriteArrayList<>();

    /** Ports of these names, the first without power over Ethernet as on MikroTik's boxes, all with a device plugged in. */
    public MemoryPorts(List<String> names) {
        names.forEach(name -> sockets.put(name, new Socket(!name.equals(names.getFirst()))));
    }

    /** {@code ether1} to {@code ether5}. */
    public static MemoryPorts five() {
        return new MemoryPorts(List.of("ether1", "ether2", "ether3", "ether4", "ether5"));
    }

    @Override
    public List<Port> ports() {
        lock.lock();
        try {
            return sockets.entrySet().stream()
                    .map(entry -> entry.getValue().asPort(entry.getKey()))
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void setAdmin(String port, boolean up) {
        change(port, socket -> socket.adminUp = up);
    }

    @Override
    public void setPoeOut(String port, boolean enabled) {
        change(port, socket -> socket.poeOut = enabled);
    }

    /** Plugs the device's cable in, or pulls it. */
    public void cable(String port, boolean plugged) {
        change(port, socket -> socket.plugged = plugged);
    }

    /** Gives the device a second power supply, which it prefers, or takes it away. */
    public void secondSupply(String port, boolean present) {
        change(port, socket -> socket.secondSupply = present);
    }

    /** What is written beside the port. */
    public void comment(String port, String text) {
        change(port, socket -> socket.comment = text);
    }

    /** Whether the device that belongs to this port runs, from whatever supply: the truth, whatever the switch says. */
    public boolean deviceRuns(String port) {
        lock.lock();
        try {
            return socket(port).deviceRuns();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onLinkChange(LinkListener listener) {
        listeners.add(listener);
    }

    private void change(String port, Change change) {
        boolean before;
        boolean after;
        // Listeners run outside the lock: one of them may well wait for a thread that asks for the ports.
        lock.lock();
        try {
            Socket socket = socket(port);
            before = socket.linkUp();
            change.on(socket);
            after = socket.linkUp();
        } finally {
            lock.unlock();
        }
        if (before != after) {
            listeners.forEach(listener -> listener.linkChanged(port, after));
        }
    }

    private Socket socket(String port) {
        return Optional.ofNullable(sockets.get(port))
                .orElseThrow(() -> new IllegalArgumentException("no port " + port + " among " + Map.copyOf(sockets)));
    }

    private interface Change {
        void on(Socket socket);
    }

    private static final class Socket {
        private final boolean poe;
        private boolean adminUp = true;
        private boolean poeOut = true;
        private boolean plugged = true;
        private boolean secondSupply;
        private String comment = "";

        Socket(boolean poe) {
            this.poe = poe;
        }

        boolean fed() {
            return poe && poeOut && plugged;
        }

        boolean deviceRuns() {
            return !poe || secondSupply || fed();
        }

        boolean linkUp() {
            return adminUp && plugged && deviceRuns();
        }

        Port asPort(String name) {
            return new Port(name, comment, adminUp, linkUp(), poe ? Optional.of(poeOut()) : Optional.empty());
        }

        private PoeOut poeOut() {
            if (!poeOut) {
                return PoeOut.OFF;
            }
            return fed() && !secondSupply ? PoeOut.powering(DRAWN_BY_A_PI) : PoeOut.WAITING;
        }
    }
}
