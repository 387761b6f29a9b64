package crm.demo;

import crm.demo.linux.OwnProgram;
import crm.demo.probe.Relay;
import crm.demo.table.Layout;
import crm.demo.table.Refused;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code crm table window}: the page as a visitor's browser at the table gets it, on the loopback of this machine. One half
 * listens there; the other, this program in the client's network namespace, asks the floating address.
 */
public final class WindowMain {
    private WindowMain() {}

    /** Serves until it is interrupted. */
    static void open(Layout layout, int port, PrintStream out) throws IOException {
        Path socket = layout.state().resolve("window.sock");
        Files.deleteIfExists(socket);
        var inside = new ProcessBuilder(layout.namespaceOf(Layout.CLIENT)
                        .inside(OwnProgram.command(WindowMain.class, List.of(socket.toString()))
                                .toArray(String[]::new)))
                .inheritIO()
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(inside::destroy, "window"));
        try (var from = ServerSocketChannel.open()) {
            listen(from, port);
            out.println("The table's page: http://127.0.0.1:" + port
                    + "/ (what its web server serves) and http://127.0.0.1:" + port
                    + "/cluster (what the cluster says of itself)");
            Relay.run(from, UnixDomainSocketAddress.of(socket));
        }
    }

    private static void listen(ServerSocketChannel from, int port) {
        try {
            from.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException taken) {
            throw new Refused("the page cannot be shown on port " + port + " (" + taken.getMessage()
                    + "); name another: crm table window PORT");
        }
    }

    /** @param arguments the Unix socket */
    public static void main(String[] arguments) throws IOException {
        try (var from = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            from.bind(UnixDomainSocketAddress.of(arguments[0]));
            Relay.run(from, new InetSocketAddress(Layout.FLOATING_ADDRESS, 80));
        }
    }
}
