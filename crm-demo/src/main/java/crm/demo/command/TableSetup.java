package crm.demo.command;

import crm.demo.linux.Shell;
import crm.demo.table.Refused;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts the keeper of a table and ends it. */
public final class TableSetup {
    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration END = Duration.ofSeconds(40);
    private static final int LOG_TAIL = 15;
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private final TableOptions options;
    private final TableClient client;
    private final Remains remains;

    public TableSetup(TableOptions options) {
        this.options = options;
        this.client = new TableClient(options.layout());
        this.remains = new Remains(options.layout());
    }

    /**
     * Starts a keeper that outlives this process, and waits until it takes orders; the machines boot by themselves.
     *
     * @throws Refused if another table stands there, or the remains of one, or the keeper does not start
     */
    public void up() throws IOException {
        if (options.simulated()) {
            refuseUnlessFree(options.port());
        } else {
            refuseUnlessRoot();
        }
        var found = remains.list();
        if (!found.isEmpty()) {
            throw new Refused("a table stands there already, or the remains of one:\n  " + String.join("\n  ", found)
                    + "\n\"crm table down\" puts it away, \"crm table clean\" removes what a crash left");
        }
        var log = options.layout().log("table");
        Files.createDirectories(options.layout().logs());
        var keeper = startKeeper(log.toFile());
        if (!takesOrders(keeper)) {
            var tail = tail(log);
            remains.remove();
            throw new Refused("the table's keeper did not start; the end of its log:\n" + tail);
        }
    }

    private static void refuseUnlessRoot() {
        if (!Shell.run("id", "-u").strip().equals("0")) {
            throw new Refused("the table makes network namespaces and mounts disks: it needs root");
        }
    }

    private static void refuseUnlessFree(int port) {
        try (var probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException taken) {
            throw new Refused("the page cannot be served on port " + port + " (" + taken.getMessage()
                    + "); name another: crm table up --simulated --port PORT");
        }
    }

    /** In a session of its own, so that Ctrl-C at a terminal reaches only who typed it. */
    private Process startKeeper(File log) throws IOException {
        var command = new ArrayList<>(Files.isExecutable(SETSID) ? List.of(SETSID.toString()) : List.<String>of());
        command.addAll(keeper());
        command.addAll(options.words());
        return new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .redirectErrorStream(true)
                .start();
    }

    /** Who keeps a table of real processes must be in the switch's network namespace. */
    private List<String> keeper() {
        String[] java = {
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            options.simulated() ? "-Xmx256m" : "-Xmx64m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dlogback.configurationFile=crm/demo/logback.xml",
            "-cp",
            System.getProperty("java.class.path"),
            options.simulated() ? "crm.demo.live.LiveMain" : "crm.demo.TableMain"
        };
        if (options.simulated()) {
            return List.of(java);
        }
        var home = options.layout().switchNamespace();
        home.create();
        return home.inside(java);
    }

    private boolean takesOrders(Process keeper) {
        var deadline = System.nanoTime() + START.toNanos();
        while (keeper.isAlive() && System.nanoTime() < deadline) {
            try {
                client.look();
                return true;
            } catch (IOException notYet) {
                pause();
            }
        }
        return false;
    }

    /**
     * Ends the keeper and waits until nothing is left.
     *
     * @throws Refused if something is left
     */
    public void down() throws IOException {
        client.order("down");
        var deadline = System.nanoTime() + END.toNanos();
        while (!remains.list().isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new Refused("the keeper does not end, there is still:\n  " + String.join("\n  ", remains.list()));
            }
            pause();
        }
    }

    /** Removes what a crashed keeper has left, and a living keeper too. */
    public List<String> clean() throws IOException {
        var found = remains.list();
        remains.remove();
        return found;
    }

    private static String tail(Path log) throws IOException {
        var lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_TAIL), lines.size()));
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
    }
}
