package crm.node;

import crm.display.ScreenPolicy;
import crm.display.StatusScreen;
import crm.display.layout.Palette;
import crm.display.layout.PanelSize;
import crm.display.layout.StatusLayout;
import crm.display.picture.PicturePanel;
import crm.fencing.Watchdog;
import crm.model.NodeName;
import crm.node.settings.NodeSettings;
import crm.node.settings.NodeSettings.PrinterSettings;
import crm.port.AlertPrinter;
import crm.port.AlertSink;
import crm.port.Screen;
import crm.printer.ReceiptPrinter;
import crm.printer.paper.FileTransport;
import crm.printer.paper.PaperTransport;
import crm.printer.paper.TcpTransport;
import crm.printer.program.AgentUser;
import crm.printer.program.AlertPrograms;
import crm.printer.receipt.ReceiptLayout;
import crm.printer.spool.Spool;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What hangs on this node: a screen, a printer, alert agents, a watchdog. */
final class Peripherals implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Peripherals.class);
    private static final String VERSION = "0.1.0";
    private static final int SPOOLED_MAX = 1000;
    private static final int PRINTER_PORT = 9100;
    private static final Duration WATCHDOG_TIMEOUT = Duration.ofSeconds(5);

    private final Optional<StatusScreen> screen;
    private final Optional<ReceiptPrinter> printer;
    private final AlertPrograms alerts;
    private final Optional<Watchdog> watchdog;

    private Peripherals(
            Optional<StatusScreen> screen,
            Optional<ReceiptPrinter> printer,
            AlertPrograms alerts,
            Optional<Watchdog> watchdog) {
        this.screen = screen;
        this.printer = printer;
        this.alerts = alerts;
        this.watchdog = watchdog;
    }

    static Peripherals open(NodeSettings settings, Function<NodeName, String> nodeIds, Clock clock) throws IOException {
        Optional<StatusScreen> screen =
                settings.screen().flatMap(s -> s.png().map(png -> screen(png, s.size(), clock)));
        Optional<ReceiptPrinter> printer = Optional.empty();
        if (settings.printer().isPresent()) {
            Spool spool = Spool.open(settings.data().resolve("receipts"), SPOOLED_MAX);
            printer = Optional.of(new ReceiptPrinter(
                    spool,
                    transport(settings.printer().get()),
                    new ReceiptLayout(clock.getZone(), settings.page()),
                    clock));
        }
        return new Peripherals(
                screen,
                printer,
                new AlertPrograms(VERSION, clock.getZone(), nodeIds, AgentUser.usual()),
                watchdog(settings));
    }

    /** A watchdog that is configured and not to be had is a reason not to run anything. */
    private static Optional<Watchdog> watchdog(NodeSettings settings) throws IOException {
        if (settings.watchdog().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Watchdog(settings.watchdog().get().toString(), WATCHDOG_TIMEOUT));
        } catch (Watchdog.WatchdogUnavailable e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** The sign of life, from the event loop: a loop that hangs gives none. */
    void keepAlive() {
        watchdog.ifPresent(Watchdog::keepAlive);
    }

    private static StatusScreen screen(Path png, String size, Clock clock) {
        PanelSize dots = size.equals("212x104") ? PanelSize.DOTS_212_104 : PanelSize.DOTS_250_122;
        var layout = new StatusLayout(dots, Palette.BLACK_WHITE_RED, clock.getZone());
        return new StatusScreen(new PicturePanel(png), layout, ScreenPolicy.Timing.PICTURE, clock);
    }

    private static PaperTransport transport(PrinterSettings settings) {
        if (settings.tcp().isPresent()) {
            String[] parts = settings.tcp().get().split(":", 2);
            int port = parts.length == 2 ? Integer.parseInt(parts[1]) : PRINTER_PORT;
            return new TcpTransport(new InetSocketAddress(parts[0], port));
        }
        return new FileTransport(settings.file().orElse(Path.of("/dev/usb/lp0")));
    }

    Optional<Screen> screen() {
        return screen.map(s -> s);
    }

    Optional<AlertPrinter> printer() {
        return printer.map(p -> p);
    }

    AlertSink alerts() {
        return alerts;
    }

    void resetMachine(String why) {
        if (watchdog.isEmpty()) {
            LOG.error("no watchdog is configured, so only this daemon ends: {}", why);
        }
        watchdog.ifPresent(Watchdog::letItReset);
    }

    @Override
    public void close() {
        screen.ifPresent(StatusScreen::close);
        printer.ifPresent(ReceiptPrinter::close);
        alerts.close();
        watchdog.ifPresent(Watchdog::close);
    }
}
