package crm.demo.command;

import crm.demo.table.Order;
import crm.demo.table.OrderText;
import crm.demo.table.Refused;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The table's control socket: one line with an order in, an answer out, and the connection ends. An answer begins with
 * {@link #DONE} or {@link #REFUSED}.
 */
public final class TableSocket implements AutoCloseable {
    static final String DONE = "done\n";
    static final String REFUSED = "refused\n";

    private static final Logger LOG = LoggerFactory.getLogger(TableSocket.class);
    private static final long PATIENCE_SECONDS = 60;

    /** Whoever keeps a table, and does with it what it is told. */
    @FunctionalInterface
    public interface Keeper {

        /**
         * Takes an order, from any thread.
         *
         * @return a sentence about what was done, once it has its full effect; fails with {@link Refused}
         */
        CompletableFuture<String> order(Order order);
    }

    private final ServerSocketChannel server;
    private final Keeper table;

    private TableSocket(ServerSocketChannel server, Keeper table) {
        this.server = server;
        this.table = table;
    }

    /** Listens; each order is passed on to the table. */
    public static TableSocket listen(Path path, Keeper table) throws IOException {
        var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(path));
        var socket = new TableSocket(server, table);
        Thread.ofVirtual().name("table-socket").start(socket::accept);
        return socket;
    }

    private void accept() {
        try {
            while (true) {
                var client = server.accept();
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (IOException closed) {
            LOG.debug("the control socket is closed");
        }
    }

    private void serve(SocketChannel client) {
        try (client) {
            var line = new BufferedReader(
                            new InputStreamReader(Channels.newInputStream(client), StandardCharsets.UTF_8))
                    .readLine();
            if (line != null) {
                client.write(ByteBuffer.wrap(
                        answer(List.of(line.strip().split(" +"))).getBytes(StandardCharsets.UTF_8)));
            }
        } catch (IOException gone) {
            LOG.debug("who gave an order did not wait for the answer");
        }
    }

    private String answer(List<String> words) {
        try {
            var order = OrderText.parse(words);
            return DONE + table.order(order).get(PATIENCE_SECONDS, TimeUnit.SECONDS) + "\n";
        } catch (OrderText.NotUnderstood misunderstanding) {
            return REFUSED + misunderstanding.getMessage() + "\n";
        } catch (ExecutionException failure) {
            return REFUSED + reason(Objects.requireNonNull(failure.getCause())) + "\n";
        } catch (TimeoutException patience) {
            return REFUSED + "the table did not get round to it; see its log\n";
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            return REFUSED + "the table is being put away\n";
        }
    }

    private static String reason(Throwable cause) {
        if (cause instanceof Refused refused) {
            return String.valueOf(refused.getMessage());
        }
        LOG.error("an order failed", cause);
        return "it failed: " + cause.getMessage();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
