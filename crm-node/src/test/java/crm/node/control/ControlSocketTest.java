package crm.node.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.cli.client.Client;
import crm.cli.client.ClientTerminal;
import crm.cli.local.LocalCluster;
import crm.cli.local.OnThisMachine;
import crm.cli.wire.Abilities;
import crm.configuration.Configuration;
import crm.control.Reply;
import crm.control.Request;
import crm.model.NodeName;
import crm.model.ResourceId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The thin client against a real socket, with a cluster that answers from a table. */
class ControlSocketTest {

    @TempDir
    Path folder;

    private final LinkedBlockingQueue<Request> asked = new LinkedBlockingQueue<>();
    private final CountDownLatch givenUp = new CountDownLatch(1);
    private ControlSocket socket;
    private Path path;
    private String out = "";
    private String err = "";

    @BeforeEach
    void open() throws IOException {
        path = folder.resolve("crm.sock");
        socket = new ControlSocket(path, (caller, request, replies) -> {
            asked.add(request);
            answer(request, replies);
            return givenUp::countDown;
        });
        socket.start();
    }

    @AfterEach
    void close() throws IOException {
        socket.close();
    }

    private static void answer(Request request, Consumer<Reply> replies) {
        switch (request) {
            case Request.Move move -> {
                replies.accept(new Reply.Progress("stopping " + move.resource() + " on pi1"));
                replies.accept(new Reply.Progress("starting " + move.resource() + " on pi2"));
                replies.accept(Reply.Done.of(move.resource() + " runs on pi2."));
            }
            case Request.ShowConfiguration _ -> replies.accept(new Reply.ShownConfiguration(Configuration.EMPTY, 7));
            case Request.WhatIfConfigured _ ->
                replies.accept(new Reply.Forecast(List.of("ip starts on pi1"), List.of()));
            case Request.Configure _ -> replies.accept(Reply.Done.of("Done, version 8."));
            case Request.Restart _ -> {}
            default -> replies.accept(Reply.Failed.of(Reply.Kind.NO_SUCH_THING, "there is no such thing"));
        }
    }

    private int crm(String... args) {
        return crm("", Abilities.NONE, args);
    }

    private int crm(String typed, Abilities abilities, String... args) {
        var outBytes = new ByteArrayOutputStream();
        var errBytes = new ByteArrayOutputStream();
        var terminal = new ClientTerminal(
                new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)), outBytes, errBytes, abilities);
        int code = new Client(path.toString(), terminal, new OnThisMachine(LocalCluster.NONE)::run).run(args);
        out = outBytes.toString(StandardCharsets.UTF_8);
        err = errBytes.toString(StandardCharsets.UTF_8);
        return code;
    }

    @Test
    void movesAndShowsHowFarItIs() throws InterruptedException {
        assertEquals(0, crm("move", "web", "pi2"));
        assertEquals("web runs on pi2.\n", out);
        assertEquals("stopping web on pi1\nstarting web on pi2\n", err);
        assertEquals(
                new Request.Move(new ResourceId("web"), Optional.of(new NodeName("pi2"))),
                asked.poll(5, TimeUnit.SECONDS));
        assertTrue(givenUp.await(5, TimeUnit.SECONDS));
    }

    @Test
    void doesNotWaitWhenToldSo() {
        assertEquals(0, crm("move", "web", "--no-wait"));
        assertTrue(out.startsWith("stopping web on pi1\nIt goes on"), out);
    }

    @Test
    void saysThatAChangeGoesOnWhenPatienceEnds() {
        assertEquals(124, crm("resource", "restart", "web", "--timeout", "1"));
        assertTrue(err.contains("may still be going on"), err);
    }

    @Test
    void loadsAFileOnlyAfterShowingWhatWouldHappen() throws IOException {
        Path file = Files.writeString(
                folder.resolve("c.yaml"), "resources:\n  ip: {agent: crm:floating-ip, ip: 10.0.0.1/24}\n");
        assertEquals(0, crm("configure", "load", file.toString()));
        assertTrue(out.contains("+ resources: ip (agent crm:floating-ip"), out);
        assertTrue(out.indexOf("ip starts on pi1") < out.indexOf("Done, version 8."), out);
        var configure = asked.stream()
                .filter(Request.Configure.class::isInstance)
                .map(Request.Configure.class::cast)
                .findFirst()
                .orElseThrow();
        assertEquals(Optional.of(7L), configure.base());
    }

    @Test
    void asksAPersonBeforeItLoads() throws IOException {
        Path file = Files.writeString(folder.resolve("c.yaml"), "nodes: [pi1]\n");
        var person = new Abilities(80, false, true, true);
        assertEquals(107, crm("n\n", person, "configure", "load", file.toString()));
        assertTrue(asked.stream().noneMatch(Request.Configure.class::isInstance));
        assertEquals(0, crm("y\n", person, "configure", "load", file.toString()));
        assertTrue(asked.stream().anyMatch(Request.Configure.class::isInstance));
    }

    @Test
    void refusesABadFileWithEveryMistakeAndAsksNothing() throws IOException {
        Path file = Files.writeString(folder.resolve("c.yaml"), "ndoes: [pi1]\nresources:\n  ip: {agnet: crm:x}\n");
        assertEquals(78, crm("configure", "load", file.toString()));
        assertTrue(err.contains("c.yaml:1") && err.contains("c.yaml:3"), err);
        assertTrue(asked.isEmpty());
    }

    @Test
    void handsOutNoFileThatTheCommandDoesNotName() {
        assertEquals(64, crm("configure", "load", folder.resolve("nowhere.yaml").toString()));
        assertTrue(err.contains("No such file"), err);
    }

    @Test
    void runsOnThisMachineWhatIsAboutThisMachine() {
        assertEquals(1, crm("cluster", "init", "demo"));
        assertTrue(err.contains("client alone"), err);
        assertTrue(asked.isEmpty());
    }

    @Test
    void helpsWithoutADaemon() throws IOException {
        socket.close();
        assertEquals(0, crm("help"));
        assertTrue(out.contains("crm status"), out);
        assertEquals(69, crm("status"));
        assertTrue(err.contains("no daemon answers"), err);
    }

    @Test
    void anotherDaemonOnTheSamePathIsRefused() {
        assertThrows(IOException.class, () -> new ControlSocket(path, (c, r, o) -> () -> {}));
    }

    @Test
    void survivesWhateverIsSentToIt() throws IOException {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            if (random.nextBoolean() && noise.length > 5) {
                noise[0] = 'C';
                ByteBuffer.wrap(noise).putInt(1, random.nextInt(300));
            }
            try (var client = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
                client.write(ByteBuffer.wrap(noise));
            } catch (IOException sentAway) {
                // Being sent away in the middle of it is an answer.
            }
        }
        assertEquals(0, crm("move", "web", "pi2"), "seed " + seed + ": " + err);
    }
}
