package crm.cli.client;

import crm.cli.wire.Abilities;
import crm.cli.wire.Frame;
import crm.cli.wire.FrameChannel;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * One command: connects, hands over the arguments, prints what comes back, and ends with the exit code the daemon
 * gives. Without a daemon, or if the daemon says so, the command runs in this process.
 *
 * <p>No lambdas, no string formatting and no libraries here: each costs more than the whole command takes.
 */
public final class Client {

    /** No daemon answers. */
    public static final int UNAVAILABLE = 69;

    /** The connection was lost before the end: how the command ended is not known. */
    public static final int NOT_KNOWN = 75;

    /** This user may not ask. */
    public static final int NOT_PERMITTED = 77;

    /** A daemon says something at least every five seconds; so this one is frozen, or gone. */
    private static final long LONGEST_SILENCE_MILLIS = 20_000;

    private final String path;
    private final ClientTerminal terminal;
    private final Fallback fallback;

    /** Runs commands that need no daemon. */
    public interface Fallback {
        /**
         * Runs a command in this process.
         *
         * @param whyNoDaemon why no daemon can do it, one sentence; empty if it is to be run here anyway
         */
        int run(String[] args, ClientTerminal terminal, String whyNoDaemon);
    }

    /**
     * A client of one daemon.
     *
     * @param path of its control socket, or of several with colons between: the first on which somebody answers
     */
    public Client(String path, ClientTerminal terminal, Fallback fallback) {
        this.path = path;
        this.terminal = terminal;
        this.fallback = fallback;
    }

    /** Runs one command and gives its exit code. */
    public int run(String[] args) {
        String why = "";
        for (String one : path.split(":", -1)) {
            try {
                SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX);
                socket.connect(UnixDomainSocketAddress.of(one));
                return converse(socket, args);
            } catch (IOException | RuntimeException unreachable) {
                why = whyUnreachable(one, unreachable);
            }
        }
        return fallback.run(args, terminal, why);
    }

    private int converse(SocketChannel socket, String[] args) {
        Silence silence = Silence.guard(socket, LONGEST_SILENCE_MILLIS);
        try (socket) {
            FrameChannel channel = new FrameChannel(socket);
            channel.send(call(args));
            return listen(channel, silence, args);
        } catch (EOFException gone) {
            return lost("the daemon closed the connection");
        } catch (IOException broken) {
            return lost(silence.broken() ? "the daemon does not answer" : String.valueOf(broken.getMessage()));
        } finally {
            silence.end();
        }
    }

    private int listen(FrameChannel channel, Silence silence, String[] args) throws IOException {
        while (true) {
            Frame frame = channel.receive();
            silence.heard();
            switch (frame.kind()) {
                case OUT -> terminal.out(frame.text());
                case ERR -> terminal.err(frame.text());
                case PROGRESS -> terminal.progress(frame.text());
                case READ -> {
                    silence.pause();
                    channel.send(terminal.file(frame.text(), args));
                    silence.heard();
                }
                case ASK -> {
                    silence.pause();
                    channel.send(terminal.ask(frame.text()));
                    silence.heard();
                }
                case LOCAL -> {
                    return fallback.run(args, terminal, "");
                }
                case EXIT -> {
                    terminal.end();
                    return Integer.parseInt(frame.text());
                }
                case ALIVE, CALL, FILE, NO_FILE, LINE -> {}
            }
        }
    }

    private Frame call(String[] args) {
        Abilities abilities = terminal.abilities();
        List<String> fields = new ArrayList<>(args.length + 3);
        fields.add(Frame.VERSION);
        fields.add(Integer.toString(abilities.columns()));
        fields.add(abilities.letters());
        fields.addAll(List.of(args));
        return new Frame(Frame.Kind.CALL, fields);
    }

    private int lost(String why) {
        terminal.end();
        terminal.err("crm: " + why + ".\ncrm: How the command ended is not known; look with: crm status\n");
        return NOT_KNOWN;
    }

    /** {@code CRM_SOCKET}, or where the daemon listens if nobody says otherwise. */
    public static String socketPath() {
        String configured = System.getenv("CRM_SOCKET");
        return configured == null || configured.isEmpty() ? "/run/crm/crm.sock" : configured;
    }

    private static String whyUnreachable(String path, Exception why) {
        String message = String.valueOf(why.getMessage());
        if (message.contains("Permission denied")) {
            return "you may not use the control socket " + path;
        }
        return "no daemon answers at " + path;
    }
}
