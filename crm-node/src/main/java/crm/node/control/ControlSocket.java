package crm.node.control;

import crm.cli.command.CommandLine;
import crm.cli.wire.Frame;
import crm.cli.wire.FrameChannel;
import crm.control.Caller;
import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens on a Unix domain socket and carries out the commands that come over it, each on a virtual thread of its own.
 * Who asks is what the kernel says of the other end; what cannot be understood is answered with an error, and a client
 * that says nothing, or says too much, is sent away.
 */
public final class ControlSocket implements AutoCloseable {

    /** Where it is if nobody says otherwise. */
    public static final Path USUAL_PATH = Path.of("/run/crm/crm.sock");

    private static final Logger LOG = LoggerFactory.getLogger(ControlSocket.class);
    private static final int MOST_CLIENTS = 32;
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final Path path;
    private final Admission admission;
    private final RequestHandler handler;
    private final CommandLine commands = new CommandLine(Clock.system(ZoneId.systemDefault()));
    private final Semaphore places = new Semaphore(MOST_CLIENTS);
    private final ServerSocketChannel server;

    /** Opens the socket for the usual people; {@link #start} lets clients in. */
    public ControlSocket(Path path, RequestHandler handler) throws IOException {
        this(path, Admission.readOnlyFor(Admission.USUAL_GROUP), handler);
    }

    /**
     * Opens the socket; {@link #start} lets clients in.
     *
     * @throws IOException if another daemon listens there, or the path cannot be used
     */
    public ControlSocket(Path path, Admission admission, RequestHandler handler) throws IOException {
        this.path = path;
        this.admission = admission;
        this.handler = handler;
        this.server = open(path, admission.group());
    }

    private static ServerSocketChannel open(Path path, String group) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        removeStale(path);
        var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(path), MOST_CLIENTS);
            admitGroup(path, group);
            return server;
        } catch (IOException unusable) {
            server.close();
            throw unusable;
        }
    }

    /** A daemon that was killed leaves its socket behind; one that lives answers on it. */
    private static void removeStale(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            SocketChannel.open(UnixDomainSocketAddress.of(path)).close();
        } catch (ConnectException nobodyThere) {
            Files.delete(path);
            return;
        }
        throw new IOException("another daemon listens on " + path + " already");
    }

    /** Until here only the owner can connect: connecting needs the right to write, which no umask gives to others. */
    private static void admitGroup(Path path, String group) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        try {
            var principal = path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByGroupName(group);
            Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .setGroup(principal);
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw----"));
        } catch (UserPrincipalNotFoundException noSuchGroup) {
            LOG.info("There is no group {} on this machine; only {} and root may use {}", group, ownerOf(path), path);
        } catch (IOException notOurs) {
            LOG.warn("Cannot let the group {} use {}: {}", group, path, notOurs.getMessage());
        }
    }

    private static String ownerOf(Path path) throws IOException {
        return Files.getOwner(path).getName();
    }

    /** Lets clients in, until closed. */
    public void start() {
        Thread.ofVirtual().name("control-socket").start(this::accept);
    }

    public Path path() {
        return path;
    }

    private void accept() {
        while (true) {
            try {
                SocketChannel client = server.accept();
                Thread.ofVirtual().name("control-client").start(() -> serve(client));
            } catch (ClosedChannelException closed) {
                return;
            } catch (IOException trouble) {
                LOG.warn("Cannot let a client in: {}", trouble.getMessage());
                if (!pause()) {
                    return;
                }
            }
        }
    }

    /** When the process has no file descriptor left, to try again at once would only burn the processor. */
    private static boolean pause() {
        try {
            Thread.sleep(100);
            return true;
        } catch (InterruptedException toldToEnd) {
            return false;
        }
    }

    private void serve(SocketChannel client) {
        boolean placed = placed();
        try (client) {
            var channel = new FrameChannel(client);
            if (!placed) {
                refuse(channel, "the daemon serves " + MOST_CLIENTS + " commands already; try again soon", 75);
                return;
            }
            UnixDomainPrincipal peer = client.getOption(ExtendedSocketOptions.SO_PEERCRED);
            String user = peer.user().getName();
            Optional<Caller> caller = admission.admit(user, peer.group().getName());
            if (caller.isPresent()) {
                new Conversation(channel, caller.get(), handler, commands).hold();
            } else {
                LOG.warn(
                        "Refused {}: neither root, {} nor of the group {}", user, admission.owner(), admission.group());
                refuse(
                        channel,
                        "you (" + user + ") may not ask this cluster; members of the group " + admission.group()
                                + " may",
                        77);
            }
        } catch (IOException gone) {
            LOG.debug("A client went away: {}", gone.getMessage());
        } catch (RuntimeException ours) {
            LOG.error("A command failed in the daemon", ours);
        } finally {
            if (placed) {
                places.release();
            }
        }
    }

    /** Waits a little for others to be done; a burst of commands is no reason to send anybody away. */
    private boolean placed() {
        try {
            return places.tryAcquire(2, TimeUnit.SECONDS);
        } catch (InterruptedException toldToEnd) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void refuse(FrameChannel channel, String why, int code) throws IOException {
        channel.send(Frame.of(Frame.Kind.ERR, "crm: " + why + ".\n"));
        channel.send(Frame.of(Frame.Kind.EXIT, Integer.toString(code)));
    }

    /** Lets nobody in any more and removes the socket; who is just being answered hears the answer. */
    @Override
    public void close() throws IOException {
        server.close();
        Files.deleteIfExists(path);
        try {
            if (!places.tryAcquire(MOST_CLIENTS, LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.info("Some commands were still under way when the daemon ended");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
