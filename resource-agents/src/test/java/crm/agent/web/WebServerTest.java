package crm.agent.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import crm.agent.Agents;
import crm.agent.process.ProcessTable;
import crm.agent.process.ServiceProcess;
import crm.agent.process.SocketTable;
import crm.agent.testing.Calls;
import crm.agent.testing.LifeCycle;
import crm.agent.testing.Namespace;
import crm.agent.testing.Shell;
import crm.model.AgentId;
import crm.model.NodeName;
import crm.port.ResourceAgent.Result;
import crm.port.ResourceAgent.Watch;
import crm.state.ExecutionStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real servers, in a namespace of their own. */
@Tag("root")
class WebServerTest {

    @TempDir
    Path directory;

    private Namespace node;

    @BeforeEach
    void makeANode() throws Exception {
        Namespace.assumePossible();
        node = Namespace.create("w");
    }

    @AfterEach
    void takeItAway() throws Exception {
        if (node != null) {
            node.remove();
        }
    }

    private Calls server(Map<String, String> parameters) {
        return new Calls(
                new Agents(new NodeName("pi1"), directory.resolve("run"))
                        .agent(AgentId.parse("crm:web-server").orElseThrow())
                        .orElseThrow(),
                "crm:web-server",
                new LinkedHashMap<>(parameters));
    }

    private Calls nginx() throws IOException, InterruptedException {
        assumeTrue(Shell.has("nginx"), "SKIPPED: nginx is not installed");
        Path file = directory.resolve("nginx.conf");
        Files.writeString(file, """
                worker_processes 2;
                pid %1$s/nginx.pid;
                error_log %1$s/error.log;
                events { worker_connections 64; }
                http {
                  access_log off;
                  server { listen 0.0.0.0:80; location / { default_type text/plain; return 200 "pi1\\n"; } }
                }
                """.formatted(directory));
        return server(Map.of("configfile", file.toString()));
    }

    private Calls apache() throws IOException, InterruptedException {
        assumeTrue(Shell.has("apache2"), "SKIPPED: apache2 is not installed");
        Path file = directory.resolve("apache2.conf");
        Files.writeString(directory.resolve("index.html"), "pi1\n");
        Files.writeString(file, """
                ServerRoot /etc/apache2
                ServerName localhost
                PidFile %1$s/apache.pid
                ErrorLog %1$s/error.log
                LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
                LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
                Listen 80
                DocumentRoot %1$s
                """.formatted(directory));
        return server(Map.of(
                "server",
                "apache",
                "configfile",
                file.toString(),
                "url",
                "http://127.0.0.1/index.html",
                "text",
                "pi1"));
    }

    private int leader() throws IOException {
        return new ServiceProcess(directory.resolve("run/under-test.process"))
                .leader()
                .orElseThrow()
                .pid();
    }

    /** Returns when it is dead, which is a moment after it was killed. */
    private void killLeader() throws IOException, InterruptedException {
        int pid = leader();
        Shell.run("kill", "-9", String.valueOf(pid));
        while (ProcessTable.find(pid).filter(entry -> !entry.ended()).isPresent()) {
            Thread.sleep(1);
        }
    }

    @Test
    void keepsTheContractWithNginx() throws Exception {
        Calls nginx = nginx();
        node.inside(() -> {
            LifeCycle.check(nginx);
            return null;
        });
    }

    @Test
    void keepsTheContractWithApache() throws Exception {
        Calls apache = apache();
        node.inside(() -> {
            LifeCycle.check(apache);
            return null;
        });
    }

    @Test
    void keepsTheContractWithAnyCommand() throws Exception {
        Files.writeString(directory.resolve("index.html"), "pi1\n");
        Calls python = server(Map.of(
                "server", "command", "command", "python3 -m http.server 80 --directory " + directory, "text", "pi1"));
        node.inside(() -> {
            LifeCycle.check(python);
            return null;
        });
    }

    @Test
    void tellsAtOnceWhenTheProcessIsKilled() throws Exception {
        Calls nginx = nginx();
        LifeCycle.expect(0, "start", node.inside(nginx::start));
        CompletableFuture<String> trouble = new CompletableFuture<>();
        try (Watch _ = node.inside(() -> nginx.agent().watch(nginx.monitorCall(), trouble::complete))
                .orElseThrow()) {
            Shell.run("kill", "-9", String.valueOf(leader()));
            assertEquals("the server's main process has ended", trouble.get(10, TimeUnit.SECONDS));
        }
        Result look = node.inside(nginx::monitor);
        LifeCycle.expect(1, "a look while workers are left", look);
        assertTrue(look.exitReason().contains("has ended and left nginx"), look.exitReason());
    }

    @Test
    void startsAgainAlthoughWorkersWithoutMasterHoldThePort() throws Exception {
        Calls nginx = nginx();
        LifeCycle.expect(0, "start", node.inside(nginx::start));
        killLeader();
        LifeCycle.expect(0, "start after the master's death", node.inside(nginx::start));
        LifeCycle.expect(0, "a look", node.inside(nginx::monitor));
        killLeader();
        LifeCycle.expect(0, "stop after the master's death", node.inside(nginx::stop));
        LifeCycle.expect(7, "a look after it", node.inside(nginx::probe));
    }

    @Test
    void startsAgainAfterEveryProcessWasKilled() throws Exception {
        Calls nginx = nginx();
        LifeCycle.expect(0, "start", node.inside(nginx::start));
        int session = leader();
        for (var process : ProcessTable.living(entry -> entry.session() == session)) {
            Shell.attempt("kill", "-9", String.valueOf(process.pid()));
        }
        while (!ProcessTable.living(entry -> entry.session() == session).isEmpty()) {
            Thread.sleep(1);
        }
        LifeCycle.expect(7, "a look", node.inside(nginx::monitor));
        LifeCycle.expect(0, "start", node.inside(nginx::start));
        LifeCycle.expect(0, "stop", node.inside(nginx::stop));
    }

    @Test
    void isFoundAgainByADaemonThatStartsAnew() throws Exception {
        Calls before = nginx();
        LifeCycle.expect(0, "start", node.inside(before::start));
        int pid = leader();
        Calls after = nginx();
        LifeCycle.expect(0, "a probe by the next daemon", node.inside(after::probe));
        LifeCycle.expect(0, "start by the next daemon", node.inside(after::start));
        assertEquals(pid, leader());
        LifeCycle.expect(0, "stop by the next daemon", node.inside(after::stop));
        assertEquals(Optional.empty(), ProcessTable.find(pid).filter(entry -> !entry.ended()));
    }

    @Test
    void namesWhoHoldsThePort() throws Exception {
        Process stranger = node.inside(
                () -> new ProcessBuilder("python3", "-m", "http.server", "80", "--directory", directory.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("stranger").toFile())
                        .start());
        try {
            node.inside(() -> {
                while (SocketTable.here().stream().noneMatch(SocketTable.Entry::listens) && stranger.isAlive()) {
                    Thread.sleep(10);
                }
                return null;
            });
            Result refused = node.inside(nginx()::start);
            LifeCycle.expect(1, "start", refused);
            assertTrue(
                    refused.exitReason().contains("(pid " + stranger.pid()),
                    "names the stranger: " + refused.exitReason());
        } finally {
            stranger.destroyForcibly().waitFor();
        }
    }

    @Test
    void killsTheWholeSessionOfAServerThatDoesNotHearTheSignal() throws Exception {
        Files.writeString(directory.resolve("index.html"), "pi1\n");
        Path script = directory.resolve("deaf");
        Files.writeString(
                script,
                "#!/bin/sh\ntrap '' TERM\nsleep 1000 &\npython3 -m http.server 80 --directory " + directory
                        + " &\nwhile :; do wait; done\n");
        assertTrue(script.toFile().setExecutable(true));
        Calls deaf = server(Map.of("server", "command", "command", script.toString(), "stop_timeout", "300ms"));
        LifeCycle.expect(0, "start", node.inside(deaf::start));
        int session = leader();
        LifeCycle.expect(0, "stop", node.inside(() -> deaf.perform("stop", Duration.ofSeconds(5))));
        assertEquals(List.of(), ProcessTable.living(entry -> entry.session() == session));
    }

    @Test
    void saysWhatTheServerSaidWhenItDoesNotStart() throws Exception {
        Path file = directory.resolve("bad.conf");
        Files.writeString(file, "nonsense;\n");
        Result failed = node.inside(nginx().with("configfile", file.toString())::start);
        LifeCycle.expect(1, "start", failed);
        assertTrue(failed.exitReason().contains("unknown directive \"nonsense\""), failed.exitReason());
    }

    @Test
    void doesNotOutliveItsDeadlineWhenTheServerNeverAnswers() throws Exception {
        Calls mute = server(Map.of("server", "command", "command", "sleep 1000"));
        Result late = node.inside(() -> mute.perform("start", Duration.ofMillis(500)));
        assertEquals(ExecutionStatus.TIMED_OUT, late.status());
        assertTrue(late.took().compareTo(Duration.ofMillis(1500)) < 0, late.toString());
        LifeCycle.expect(0, "stop", node.inside(mute::stop));
    }

    @Test
    void reportsAWrongAnswerAsBroken() throws Exception {
        Calls nginx = nginx();
        LifeCycle.expect(0, "start", node.inside(nginx::start));
        Result wrong = node.inside(nginx.with("text", "pi2")::monitor);
        LifeCycle.expect(1, "a look", wrong);
        assertTrue(wrong.exitReason().contains("without the text 'pi2'"), wrong.exitReason());
        LifeCycle.expect(0, "stop", node.inside(nginx::stop));
    }
}
