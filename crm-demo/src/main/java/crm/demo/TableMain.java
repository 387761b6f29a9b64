package crm.demo;

import crm.demo.command.Furnishing;
import crm.demo.command.Remains;
import crm.demo.command.TableOptions;
import crm.demo.command.TableSocket;
import crm.demo.table.Layout;
import crm.demo.table.MikroTikSoftware;
import crm.demo.table.Order;
import crm.demo.table.Table;
import crm.emulator.paper.PaperPrinter;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The table's keeper: owns every process and link of it, and takes all of it away when it ends. Started by {@code crm
 * table up} inside the switch's network namespace.
 */
public final class TableMain {
    private static final Logger LOG = LoggerFactory.getLogger(TableMain.class);

    private TableMain() {}

    /** @param arguments as {@link TableOptions} reads them */
    public static void main(String[] arguments) throws IOException {
        var options = TableOptions.parse(List.of(arguments)).options();
        var furnishing = new Furnishing(options);
        furnishing.furnish();
        var keeper = Thread.currentThread();
        try (var table = new Table(options.layout(), options.bootDelay(), furnishing::boot, MikroTikSoftware::new);
                var _ = printer(options.layout());
                var _ = TableSocket.listen(options.layout().controlSocket(), table::order)) {
            // A signal puts the table away too: the JVM ends only after the loop has.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> putAway(table, keeper)));
            var _ = table.order(new Order.MainPlug(true));
            table.play();
        }
        // Only now: if anything above has failed, its log is in what would be removed.
        LOG.info("the table is put away");
        new Remains(options.layout()).remove();
    }

    /** The receipt printer hangs on the uplink and has a supply of its own: the main plug does not concern it. */
    private static PaperPrinter printer(Layout layout) throws IOException {
        var paper = Files.createDirectories(layout.paper());
        return new PaperPrinter(new InetSocketAddress(Layout.PRINTER_ADDRESS, Layout.PRINTER_PORT), paper);
    }

    private static void putAway(Table table, Thread keeper) {
        try {
            var _ = table.order(new Order.PutAway());
            keeper.join(30_000);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
    }
}
