package crm.emulator.paper;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A printer in the network. What it gets it keeps in a directory: {@code roll.bin}, every byte since it was bought;
 * {@code roll.png}, the paper that hangs out of it; {@code last.png}, the last receipt. As a real one it serves one
 * connection after the other.
 */
public final class PaperPrinter implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(PaperPrinter.class);

    /** Dots of paper in the picture. */
    private static final int SHOWN = 5000;

    private final ServerSocket server;
    private final Path directory;
    private final PaperRoll roll = new PaperRoll();
    private final Thread serving;
    private volatile @Nullable Socket served;

    /** Guards the roll: its paper may be taken out while a connection prints. */
    private final ReentrantLock lock = new ReentrantLock();

    /**
     * Switches a printer on. Paper that was printed before is still there.
     *
     * @param address where to listen; port 0 for any
     * @param directory made if it is not there
     */
    public PaperPrinter(InetSocketAddress address, Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
        if (Files.exists(bytes())) {
            roll.feed(Files.readAllBytes(bytes()));
        }
        show();
        this.server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(address);
        this.serving = Thread.ofVirtual().name("paper-printer").start(this::serve);
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    /** Puts a roll in that ends after so many dots. */
    public void loadPaper(int dots) throws IOException {
        lock.lock();
        try {
            roll.loadPaper(dots);
            show();
        } finally {
            lock.unlock();
        }
    }

    /** Puts a full roll in and prints what waits. */
    public void loadPaper() throws IOException {
        loadPaper(Integer.MAX_VALUE);
    }

    /** Takes the paper out. */
    public void takePaperOut() {
        lock.lock();
        try {
            roll.takePaperOut();
        } finally {
            lock.unlock();
        }
    }

    /** Opens the cover, or closes it. */
    public void cover(boolean open) throws IOException {
        lock.lock();
        try {
            if (open) {
                roll.openCover();
            } else {
                roll.closeCover();
                show();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Switches it off: whoever prints is cut off, and nothing is written any more once this returns. */
    @Override
    public void close() throws IOException {
        server.close();
        Socket connection = served;
        if (connection != null) {
            connection.close();
        }
        try {
            serving.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                served = socket;
                if (!server.isClosed()) {
                    print(socket);
                }
            } catch (IOException over) {
                log.debug("a connection ended: {}", over.getMessage());
            }
        }
    }

    private void print(Socket socket) throws IOException {
        var buffer = new byte[4096];
        InputStream in = socket.getInputStream();
        int count = in.read(buffer);
        while (count >= 0) {
            byte[] answers = take(Arrays.copyOf(buffer, count), in.available() == 0);
            socket.getOutputStream().write(answers);
            count = in.read(buffer);
        }
    }

    private byte[] take(byte[] bytes, boolean pause) throws IOException {
        lock.lock();
        try {
            Files.write(bytes(), bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            byte[] answers = roll.feed(bytes);
            if (pause) {
                show();
            }
            return answers;
        } finally {
            lock.unlock();
        }
    }

    private void show() throws IOException {
        PaperPicture.of(roll, SHOWN).writeTo(directory.resolve("roll.png"));
        PaperPicture.ofLast(roll).writeTo(directory.resolve("last.png"));
    }

    private Path bytes() {
        return directory.resolve("roll.bin");
    }

    /** Runs a printer until it is stopped: {@code PaperPrinter ADDRESS PORT DIRECTORY}. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length != 3) {
            System.err.println("usage: PaperPrinter ADDRESS PORT DIRECTORY");
            System.exit(64);
        }
        var address = new InetSocketAddress(InetAddress.getByName(arguments[0]), Integer.parseInt(arguments[1]));
        try (var printer = new PaperPrinter(address, Path.of(arguments[2]))) {
            System.out.println("printing at " + printer.address());
            Thread.currentThread().join();
        }
    }
}
