package crm.node;

import crm.display.CountedPanel;
import crm.display.ScreenPolicy;
import crm.display.StatusScreen;
import crm.display.layout.Palette;
import crm.display.layout.PanelSize;
import crm.display.layout.StatusLayout;
import crm.display.pi.WiredPanel;
import crm.display.picture.PicturePanel;
import crm.fencing.Watchdog;
import crm.model.NodeName;
import crm.node.settings.NodeSettings;
import crm.node.settings.NodeSettings.ScreenSettings;
import crm.port.AlertPrinter;
import crm.port.AlertSink;
import crm.port.Screen;
import crm.printer.ReceiptPrinter;
import crm.printer.program.AgentUser;
import crm.printer.program.AlertPrograms;
import crm.printer.receipt.ReceiptLayout;
import crm.printer.spool.Spool;
import crm.status.StatusView;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What hangs on this node: a screen, a printer, alert agents, a watchdog. */
final class Peripherals {

    private static final Logger LOG = LoggerFactory.getLogger(Peripherals.class);
    private static final String VERSION = "0.1.0";
    private static final int SPOOLED_MAX = 1000;
    private static final Duration WATCHDOG_TIMEOUT = Duration.ofSeconds(5);

    private final Optional<StatusScreen> screen;
    private final Optional<ReceiptPrinter> printer;
    private final AlertPrograms alerts;
    private final Optional<Watchdog> watchdog;
    private final Optional<WiredPanel> panel;
    private final AliveFile alive;

    private Peripherals(
            AliveFile alive,
            Optional<StatusScreen> screen,
            Optional<ReceiptPrinter> printer,
            AlertPrograms alerts,
            Optional<Watchdog> watchdog,
            Optional<WiredPanel> panel) {
        this.alive = alive;
        this.screen = screen;
        this.printer = printer;
        this.alerts = alerts;
        this.watchdog = watchdog;
        this.panel = panel;
    }

    static Peripherals open(NodeSettings settings, Function<NodeName, String> nodeIds, Clock clock) throws IOException {
        Optional<WiredPanel> panel = panel(settings);
        Optional<StatusScreen> screen = settings.screen()
                .map(s -> panel.map(p -> screen(p, s, settings, clock))
                        .orElseGet(() -> picture(s, settings.page(), clock)));
        Optional<ReceiptPrinter> printer = Optional.empty();
        if (settings.printer().isPresent()) {
            Spool spool = Spool.open(settings.data().resolve("receipts"), SPOOLED_MAX);
            printer = Optional.of(new ReceiptPrinter(
                    settings.node(),
                    spool,
                    settings.printer().get(),
                    new ReceiptLayout(clock.getZone(), settings.page().orElse("http://" + settings.node())),
                    clock));
        }
        return new Peripherals(
                new AliveFile(settings.run().resolve("alive")),
                screen,
                printer,
                new AlertPrograms(VERSION, clock.getZone(), nodeIds, AgentUser.usual()),
                watchdog(settings),
                panel);
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
    void keepAlive(boolean quorum) {
        watchdog.ifPresent(Watchdog::keepAlive);
        alive.keepAlive(quorum);
    }

    /** A panel that is configured and cannot be opened is said once; the node works without. */
    private static Optional<WiredPanel> panel(NodeSettings settings) {
        try {
            Optional<String> name = settings.screen().flatMap(ScreenSettings::panel);
            return name.isPresent() ? Optional.of(WiredPanel.open(name.get())) : Optional.empty();
        } catch (IOException missing) {
            LOG.error("there is no screen: {}", missing.getMessage());
            return Optional.empty();
        }
    }

    private static StatusScreen screen(WiredPanel panel, ScreenSettings screen, NodeSettings settings, Clock clock) {
        var layout = new StatusLayout(panel.size(), panel.inks(), clock.getZone(), settings.page());
        var counted = new CountedPanel(panel, settings.data().resolve("screen-redraws"));
        ScreenPolicy.Timing patience = switch (screen.patience()) {
            case "fast" -> ScreenPolicy.Timing.FAST;
            case "gentle" -> ScreenPolicy.Timing.GENTLE;
            default -> ScreenPolicy.Timing.BOOTH;
        };
        return new StatusScreen(counted, layout, patience, counted.rested());
    }

    private static StatusScreen picture(ScreenSettings settings, Optional<String> page, Clock clock) {
        Path png = settings.png().orElse(Path.of("/var/lib/crm/screen.png"));
        String size = settings.size();
        PanelSize dots = size.equals("212x104") ? PanelSize.DOTS_212_104 : PanelSize.DOTS_250_122;
        var layout = new StatusLayout(dots, Palette.BLACK_WHITE_RED, clock.getZone(), page);
        ScreenPolicy.Timing patience = ScreenPolicy.Timing.PICTURE;
        return new StatusScreen(new PicturePanel(png), layout, patience, patience.interval());
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

    /**
     * Lets go of everything.
     *
     * @param farewell what is to stay on the screen; drawing it may take a panel fifteen seconds, so the watchdog is
     *     let go before
     */
    void close(Optional<StatusView> farewell) {
        printer.ifPresent(ReceiptPrinter::close);
        alerts.close();
        watchdog.ifPresent(Watchdog::close);
        screen.ifPresent(s -> farewell.ifPresentOrElse(s::leaveShowing, s::close));
        panel.ifPresent(WiredPanel::close);
    }
}
