package crm.node.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.cli.client.Client;
import crm.cli.client.ClientTerminal;
import crm.cli.local.OnThisMachine;
import crm.cli.wire.Abilities;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A cluster's life as its owner sees it: real daemons, each a process, on addresses of the loopback. */
class JoiningEndToEndTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private String out = "";
    private String err = "";

    @AfterEach
    void endDaemons() {
        ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
    }

    private int crm(String node, String... args) {
        var outBytes = new ByteArrayOutputStream();
        var errBytes = new ByteArrayOutputStream();
        var terminal = new ClientTerminal(new ByteArrayInputStream(new byte[0]), outBytes, errBytes, Abilities.NONE);
        Path home = folder.resolve(node);
        String socket = home.resolve("run/crm.sock").toString();
        var here = LocalNode.of(Places.below(home), socket);
        int code = new Client(socket, terminal, new OnThisMachine(here)::run).run(args);
        out = outBytes.toString(StandardCharsets.UTF_8);
        err = errBytes.toString(StandardCharsets.UTF_8);
        return code;
    }

    private void succeeds(String node, String... args) throws IOException {
        int code = crm(node, args);
        assertEquals(0, code, () -> "crm " + String.join(" ", args) + "\n" + out + err + logs());
    }

    private String token(String node) throws IOException {
        succeeds(node, "cluster", "token");
        return out.strip();
    }

    private int join(String node, String name, String token) {
        return crm(node, "cluster", "join", "--token", token, "--node", name, "--address", address(node));
    }

    private static String address(String node) {
        return "127.0.0." + node.substring(2);
    }

    private String status(String node) {
        crm(node, "status");
        return out;
    }

    private void await(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + LONG.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, () -> "never " + what + "\n" + out + err + logs());
            Thread.sleep(200);
        }
    }

    private boolean runs(String node) {
        return crm(node, "status") != 69;
    }

    private String log(String node) {
        try {
            return Files.readString(folder.resolve(node).resolve("daemon.log"));
        } catch (IOException noneYet) {
            return "";
        }
    }

    private String logs() {
        return "\n--- pi1\n" + log("pi1") + "\n--- pi2\n" + log("pi2") + "\n--- pi3\n" + log("pi3");
    }

    /** The daemon takes the port, the one five higher, and for joining the one ten higher. */
    private static String freePort() throws IOException {
        while (true) {
            try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
                if (socket.getLocalPort() < 65_000) {
                    return Integer.toString(socket.getLocalPort());
                }
            }
        }
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void nodesComeWithATokenAndGoForGood() throws Exception {
        succeeds(
                "pi1",
                "cluster",
                "init",
                "demo",
                "--node",
                "pi1",
                "--address",
                "127.0.0.1",
                "--port",
                freePort(),
                "--no-multicast");
        succeeds("pi1", "cluster", "start");
        await("one node online", () -> status("pi1").contains("Online: [ pi1 ]"));

        String used = token("pi1");
        assertEquals(0, join("pi2", "pi2", used), () -> err + logs());
        await("two nodes online", () -> status("pi1").contains("Online: [ pi1 pi2 ]"));

        assertEquals(77, join("pi3", "pi3", used), () -> out + logs());
        assertTrue(err.contains("used already"), err);
        await("refused and logged", () -> log("pi1").contains("refused to let"));
        assertFalse(Files.exists(folder.resolve("pi3/etc/cluster.key")));

        assertEquals(77, join("pi3", "pi2", token("pi1")), () -> out + logs());
        assertTrue(err.contains("there is a node pi2 already"), err);

        assertEquals(0, join("pi3", "pi3", token("pi2")), () -> err + logs());
        await("three nodes online", () -> status("pi3").contains("Online: [ pi1 pi2 pi3 ]"));

        succeeds("pi1", "cluster", "remove", "pi2");
        assertTrue(out.contains("pi2 is no node of this cluster any more"), out);
        await("an end of pi2's daemon", () -> !runs("pi2"));
        assertFalse(status("pi1").contains("pi2"), out);
        assertTrue(out.contains("Online: [ pi1 pi3 ]"), out);

        crm("pi2", "cluster", "start");
        await("turned away", () -> log("pi2").contains("it was removed, or never admitted") && !runs("pi2"));
        assertTrue(status("pi1").contains("Online: [ pi1 pi3 ]"), out);

        succeeds("pi3", "cluster", "stop");
        assertTrue(out.contains("pi3 has left the cluster"), out);
        await("an end of pi3's daemon", () -> !runs("pi3"));
    }
}
