package crm.fencing.snmp;

import crm.coordination.Event;
import crm.model.NodeName;
import crm.port.FencingDevice.DeviceUnreachable;
import crm.state.LinkState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of links that come and go: at once where the switch sends traps, within a second otherwise. All of it is
 * suspicion. Traps may be lost, doubled, late or forged; the worst that can come of it is a question to the switch too
 * many.
 *
 * <p>Polling goes on all the time, because it also learns which ports feed their nodes: without that, a dark port proves
 * nothing.
 */
public final class LinkWatcher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LinkWatcher.class);

    private final List<SnmpSwitch> switches;
    private final Settings settings;
    private final Predicate<NodeName> present;
    private final Consumer<Event> events;

    // Traps come on the socket's thread, polls on ours: the lock keeps the two from telling the same change twice.
    private final ReentrantLock telling = new ReentrantLock();
    private final LinkBook book = new LinkBook();

    private final Semaphore lookNow = new Semaphore(0);
    private final Map<String, Boolean> answering = new ConcurrentHashMap<>();
    private final Thread poller;
    private @Nullable TrapReceiver traps;

    /**
     * How to watch.
     *
     * @param trapAddress where traps arrive; SNMP's own port is 162, which needs the right to bind it
     * @param pollEvery between two polls of a switch
     * @param pollLimit how long a poll may take
     */
    public record Settings(InetSocketAddress trapAddress, Duration pollEvery, Duration pollLimit) {

        /** Every second, and traps on port 162 of every address. */
        public static final Settings USUAL =
                new Settings(new InetSocketAddress(162), Duration.ofSeconds(1), Duration.ofSeconds(3));
    }

    /**
     * Watches nothing yet: see {@link #start}.
     *
     * @param present whether a node is a member now; asked on our threads
     * @param events takes what is seen; must not block
     */
    public LinkWatcher(
            List<SnmpSwitch> switches, Settings settings, Predicate<NodeName> present, Consumer<Event> events) {
        this.switches = List.copyOf(switches);
        this.settings = settings;
        this.present = present;
        this.events = events;
        this.poller = Thread.ofVirtual().name("link-watcher").unstarted(this::pollForEver);
    }

    /** Begins to poll, and to listen for traps if the port can be had; if not, that is logged, and polling must do. */
    public void start() {
        if (switches.isEmpty()) {
            return;
        }
        try {
            var credentials = switches.stream()
                    .map(device -> device.plan().address().credentials())
                    .toList();
            traps = new TrapReceiver(settings.trapAddress(), credentials, this::trapped);
        } catch (IOException | RuntimeException e) {
            // The library reports a port in use with an unchecked exception.
            LOG.warn(
                    "no traps can be received on {} ({}); a lost link is noticed by polling every {} ms",
                    settings.trapAddress(),
                    e.getMessage(),
                    settings.pollEvery().toMillis());
        }
        poller.start();
    }

    /** The port on which traps are received; 0 if none are. */
    public int trapPort() {
        return traps == null ? 0 : traps.port();
    }

    @Override
    public void close() {
        poller.interrupt();
        try {
            if (traps != null) {
                traps.close();
            }
        } catch (IOException e) {
            LOG.debug("the trap socket was not closed cleanly", e);
        }
    }

    private void trapped(InetAddress from, LinkTrap trap) {
        for (SnmpSwitch device : switches) {
            if (device.plan().address().address().getAddress().equals(from)) {
                device.trapSaid(trap.ifIndex(), trap.linkUp());
                device.nodeAt(trap.ifIndex())
                        .ifPresent(node -> tell(node, trap.linkUp(), "trap from " + device.id(), true));
                // Index and name may have parted since the last look; the next look comes now.
                lookNow.release();
                return;
            }
        }
        LOG.debug("a link trap from {}, which is no switch of ours", from);
    }

    private void pollForEver() {
        while (!Thread.currentThread().isInterrupted()) {
            switches.forEach(this::poll);
            try {
                if (lookNow.tryAcquire(settings.pollEvery().toMillis(), TimeUnit.MILLISECONDS)) {
                    lookNow.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void poll(SnmpSwitch device) {
        try {
            device.poll(present, settings.pollLimit())
                    .forEach((node, up) -> tell(node, up, "poll of " + device.id(), false));
            if (Boolean.FALSE.equals(answering.put(device.id(), true))) {
                LOG.info("{} answers again", device.id());
            }
        } catch (DeviceUnreachable e) {
            boolean ending = Thread.currentThread().isInterrupted();
            if (!ending && !Boolean.FALSE.equals(answering.put(device.id(), false))) {
                LOG.warn("{}: {}", device.id(), e.getMessage());
            }
        } catch (RuntimeException e) {
            // Without polling nothing would be noticed any more; a mistake of ours must not end it.
            LOG.error("polling {} failed", device.id(), e);
        }
    }

    private void tell(NodeName node, boolean up, String source, boolean byTrap) {
        LinkState link = up ? LinkState.UP : LinkState.DOWN;
        telling.lock();
        try {
            long now = System.nanoTime();
            if (byTrap ? book.trap(node, link, now) : book.poll(node, link, now)) {
                events.accept(new Event.LinkChanged(node, link, source));
            }
        } finally {
            telling.unlock();
        }
    }
}
