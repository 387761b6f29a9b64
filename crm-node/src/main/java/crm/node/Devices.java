package crm.node;

import crm.configuration.Configuration;
import crm.coordination.Event;
import crm.fencing.FencingDevices;
import crm.fencing.snmp.LinkWatcher;
import crm.model.NodeName;
import crm.node.work.FencingResource;
import crm.port.FencingDevice;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The fence devices of the agreed configuration, and the watch over the switches among them. */
final class Devices implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Devices.class);

    private final FencingResource fencing;
    private final int trapPort;
    private final Consumer<Event> events;
    private final Predicate<NodeName> present;
    private FencingDevices devices;
    private Optional<LinkWatcher> watcher = Optional.empty();

    /**
     * @param none what to begin with
     * @param trapPort where the switches' traps arrive
     * @param present whether a node is a member now; asked from other threads
     */
    Devices(
            FencingDevices none,
            FencingResource fencing,
            int trapPort,
            Predicate<NodeName> present,
            Consumer<Event> events) {
        this.devices = none;
        this.fencing = fencing;
        this.trapPort = trapPort;
        this.present = present;
        this.events = events;
    }

    /** The devices of a new configuration. What did not change keeps what it has learnt. */
    List<FencingDevice> configured(Configuration configuration) {
        watcher.ifPresent(LinkWatcher::close);
        devices = devices.replacedBy(configuration);
        devices.problems().forEach(problem -> LOG.error("{}: {}", problem.place(), problem.what()));
        fencing.configured(devices.devices());
        watcher = devices.switches().isEmpty() ? Optional.empty() : Optional.of(watch());
        return devices.devices();
    }

    private LinkWatcher watch() {
        LinkWatcher.Settings usual = LinkWatcher.Settings.USUAL;
        var settings = new LinkWatcher.Settings(new InetSocketAddress(trapPort), usual.pollEvery(), usual.pollLimit());
        var next = new LinkWatcher(devices.switches(), settings, present, events);
        next.start();
        return next;
    }

    @Override
    public void close() {
        watcher.ifPresent(LinkWatcher::close);
        devices.close();
    }
}
