package crm.demo.live;

import crm.demo.command.Remains;
import crm.demo.command.TableOptions;
import crm.demo.command.TableSocket;
import crm.demo.simulation.Setting;
import crm.demo.simulation.SimulatedCluster;
import crm.demo.table.Layout;
import crm.demo.table.Order;
import crm.emulator.paper.PaperPrinter;
import crm.model.NodeName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a simulated table until it is put away. Started by {@code crm table up --simulated}. */
public final class LiveMain {

    private static final Logger LOG = LoggerFactory.getLogger(LiveMain.class);

    private final Layout layout;
    private final String address;
    private final PaperPrinter paper;

    /** The daemons that live; the world's thread changes it, visitors' threads read it. */
    private final Map<NodeName, LivePi> pis = new ConcurrentHashMap<>();

    private LiveMain(TableOptions options, PaperPrinter paper) {
        layout = options.layout();
        address = "http://127.0.0.1:" + options.port();
        this.paper = paper;
    }

    /** @param arguments as {@link TableOptions} reads them */
    public static void main(String[] arguments) throws IOException {
        TableOptions options = TableOptions.parse(List.of(arguments)).options();
        Layout layout = options.layout();
        Files.createDirectories(layout.state());
        Files.writeString(layout.keeper(), Remains.nameOf(ProcessHandle.current()));
        try (InputStream cluster = Objects.requireNonNull(LiveMain.class.getResourceAsStream("cluster.yaml"))) {
            Files.copy(cluster, layout.clusterFile());
        }
        var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (var paper = new PaperPrinter(anyPort, layout.paper())) {
            new LiveMain(options, paper).keep(options);
        }
        LOG.info("the table is put away");
        new Remains(layout).remove();
    }

    private void keep(TableOptions options) throws IOException {
        List<NodeName> names = Layout.PIS.stream().map(NodeName::new).toList();
        long seed = System.nanoTime();
        var world = new LiveWorld(it ->
                new SimulatedCluster(Setting.live(seed, Instant.now(), node -> begin(node, it)), names));
        var table = new LiveTable(world);
        var page = new LivePage(
                options.port(), node -> Optional.ofNullable(pis.get(node)).map(LivePi::page));
        Thread keeper = Thread.currentThread();
        try (var _ = TableSocket.listen(layout.controlSocket(), table)) {
            Files.writeString(layout.simulatedPort(), Integer.toString(options.port()));
            // A signal puts the table away too: the JVM ends only after the world has.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> putAway(table, keeper)));
            world.play(() -> page.isServedBy(table.serves()));
        }
        page.isServedBy(Optional.empty());
        pis.values().forEach(LivePi::close);
    }

    private LivePi begin(NodeName node, LiveWorld world) {
        try {
            var pi = new LivePi(node, layout, world, paper.address(), address);
            pis.put(node, pi);
            return pi;
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }

    private static void putAway(LiveTable table, Thread keeper) {
        try {
            var _ = table.order(new Order.PutAway());
            keeper.join(10_000);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
    }
}
