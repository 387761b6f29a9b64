package crm.demo.live;

import crm.demo.simulation.Fittings;
import crm.demo.table.Layout;
import crm.display.ScreenPolicy;
import crm.display.StatusScreen;
import crm.display.layout.Palette;
import crm.display.layout.PanelSize;
import crm.display.layout.StatusLayout;
import crm.display.picture.PicturePanel;
import crm.model.NodeName;
import crm.node.control.ControlSocket;
import crm.node.web.StatusServer;
import crm.port.AlertPrinter;
import crm.port.Screen;
import crm.printer.ReceiptPrinter;
import crm.printer.paper.TcpTransport;
import crm.printer.receipt.ReceiptLayout;
import crm.printer.spool.Spool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is real of a simulated Pi while its daemon lives: the socket on which {@code crm} asks it, the page on which it shows
 * the cluster, its screen and its way to the paper. All of it is the daemon's own.
 */
final class LivePi implements Fittings.Fitted {

    private static final Logger LOG = LoggerFactory.getLogger(LivePi.class);
    private static final int SPOOLED_MAX = 1000;

    private final Questions questions;
    private final ControlSocket control;
    private final StatusServer page;
    private final StatusScreen screen;
    private final ReceiptPrinter printer;

    /**
     * Opens all that.
     *
     * @param paper where the receipt printer listens
     * @param address the web page's, for the codes on receipts and screen
     */
    LivePi(NodeName node, Layout layout, LiveWorld world, InetSocketAddress paper, String address) throws IOException {
        Clock clock = Clock.system(ZoneId.systemDefault());
        Path data = Files.createDirectories(layout.onDisk(node.value(), "/var/lib/crm"));
        questions = new Questions(node, world);
        control = new ControlSocket(layout.daemonSocket(node.value()), questions);
        page = StatusServer.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), questions);
        screen = new StatusScreen(
                new PicturePanel(layout.screen(node.value())),
                new StatusLayout(
                        PanelSize.DOTS_250_122, Palette.BLACK_WHITE_RED, clock.getZone(), Optional.of(address)),
                ScreenPolicy.Timing.PICTURE,
                ScreenPolicy.Timing.PICTURE.interval());
        printer = new ReceiptPrinter(
                node,
                Spool.open(data.resolve("receipts"), SPOOLED_MAX),
                new TcpTransport(paper),
                new ReceiptLayout(clock.getZone(), address),
                clock);
        control.start();
    }

    /** Where this Pi's daemon serves its page. */
    InetSocketAddress page() {
        return page.address();
    }

    @Override
    public Optional<AlertPrinter> printer() {
        return Optional.of(printer);
    }

    @Override
    public Optional<Screen> screen() {
        return Optional.of(screen);
    }

    /** Whoever waits for an answer is told; the rest may take its time, which the world has not. */
    @Override
    public void ended() {
        questions.ended();
        Thread.ofVirtual().start(this::close);
    }

    /** Lets go of everything. */
    void close() {
        try {
            control.close();
        } catch (IOException broken) {
            LOG.warn("{} stays behind: {}", control.path(), broken.getMessage());
        }
        page.close();
        screen.close();
        printer.close();
    }
}
