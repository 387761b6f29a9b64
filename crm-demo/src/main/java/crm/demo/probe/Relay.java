package crm.demo.probe;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * Passes connections on to another address, of another kind if need be: from TCP to a Unix socket, which belongs to no
 * network namespace, and from there to TCP again. So a browser outside the table reaches the page inside.
 */
public final class Relay {
    private static final int BUFFER = 16_384;

    private Relay() {}

    /** Takes connections until {@code from} is closed, and passes each on. */
    public static void run(ServerSocketChannel from, SocketAddress to) throws IOException {
        while (true) {
            SocketChannel visitor = from.accept();
            Thread.ofVirtual().start(() -> pass(visitor, to));
        }
    }

    /** Where nobody answers, the visitor's connection ends, which is what a visitor should see. */
    private static void pass(SocketChannel visitor, SocketAddress to) {
        try (visitor;
                SocketChannel page = SocketChannel.open(to)) {
            Thread answers = Thread.ofVirtual().start(() -> copy(page, visitor));
            copy(visitor, page);
            answers.join();
        } catch (IOException nobodyAnswers) {
            // Closed by now.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Until one side ends; then both do. */
    private static void copy(SocketChannel from, SocketChannel to) {
        var buffer = ByteBuffer.allocate(BUFFER);
        try (from;
                to) {
            while (from.read(buffer) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
                buffer.clear();
            }
        } catch (IOException gone) {
            // Whoever is gone, the other side need not wait: both are closed.
        }
    }
}
