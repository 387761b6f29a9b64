package crm.agent.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import crm.agent.Agents;
import crm.agent.testing.Calls;
import crm.agent.testing.LifeCycle;
import crm.agent.testing.Namespace;
import crm.agent.testing.Shell;
import crm.model.AgentId;
import crm.model.NodeName;
import crm.port.AgentCatalog.Metadata;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Debian's own agents of the package resource-agents, unchanged. */
@Tag("root")
class DebianAgentsTest {

    @TempDir
    Path directory;

    private Namespace node;
    private Agents agents;

    @BeforeEach
    void makeANode() throws Exception {
        Namespace.assumePossible();
        assumeTrue(
                Files.exists(Path.of("/usr/lib/ocf/resource.d/heartbeat/IPaddr2")),
                "SKIPPED: resource-agents is not installed");
        node = Namespace.create("o");
        node.connect("eth0", node, "eth1");
        node.ip("addr", "add", "10.7.0.11/24", "dev", "eth0");
        agents = new Agents(new NodeName("pi1"), directory.resolve("run"));
    }

    @AfterEach
    void takeItAway() throws Exception {
        Shell.attempt("umount", directory.resolve("mnt").toString());
        if (node != null) {
            node.remove();
        }
    }

    private Calls agent(String name, Map<String, String> parameters) {
        String id = "ocf:heartbeat:" + name;
        return new Calls(agents.agent(AgentId.parse(id).orElseThrow()).orElseThrow(), id, parameters);
    }

    private void keepsTheContract(Calls agent) throws Exception {
        node.inside(() -> {
            LifeCycle.check(agent);
            return null;
        });
    }

    @Test
    void ipaddr2KeepsTheContract() throws Exception {
        assumeTrue(Shell.has("arping"), "SKIPPED: arping is not installed");
        keepsTheContract(agent("IPaddr2", Map.of("ip", "10.7.0.100", "cidr_netmask", "24")));
    }

    @Test
    void filesystemKeepsTheContract() throws Exception {
        assumeTrue(Files.exists(Path.of("/dev/loop-control")), "SKIPPED: no loop devices here");
        assumeTrue(Shell.has("modprobe"), "SKIPPED: kmod is not installed");
        Path disk = directory.resolve("disk");
        try (RandomAccessFile file = new RandomAccessFile(disk.toFile(), "rw")) {
            file.setLength(16L << 20);
        }
        Shell.run("mkfs.ext4", "-q", "-F", disk.toString());
        keepsTheContract(agent(
                "Filesystem",
                Map.of(
                        "device",
                        disk.toString(),
                        "directory",
                        directory.resolve("mnt").toString(),
                        "fstype",
                        "ext4",
                        "options",
                        "loop")));
    }

    @Test
    void nginxKeepsTheContract() throws Exception {
        assumeTrue(Shell.has("nginx"), "SKIPPED: nginx is not installed");
        Path file = directory.resolve("nginx.conf");
        Files.writeString(file, """
                pid %1$s/nginx.pid;
                error_log %1$s/error.log;
                events { worker_connections 64; }
                http { access_log off; server { listen 80; location / { return 200 "pi1\\n"; } } }
                """.formatted(directory));
        keepsTheContract(agent("nginx", Map.of("configfile", file.toString())));
    }

    @Test
    void apacheKeepsTheContract() throws Exception {
        assumeTrue(Shell.has("apache2"), "SKIPPED: apache2 is not installed");
        keepsTheContract(
                agent("apache", Map.of("configfile", apacheConfiguration().toString(), "httpd", "/usr/sbin/apache2")));
    }

    private Path apacheConfiguration() throws IOException {
        Path file = directory.resolve("apache2.conf");
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
        return file;
    }

    @Test
    void dummyKeepsTheContract() throws Exception {
        keepsTheContract(
                agent("Dummy", Map.of("state", directory.resolve("state").toString())));
    }

    @Test
    void sayWhatTheyAre() {
        for (String name : new String[] {"IPaddr2", "Filesystem", "nginx", "apache", "Dummy"}) {
            Metadata metadata = agents.metadata(
                            AgentId.parse("ocf:heartbeat:" + name).orElseThrow(), Duration.ofSeconds(20))
                    .orElseThrow();
            assertTrue(
                    metadata.actions().stream().anyMatch(action -> action.name().equals("monitor")), name);
            assertTrue(!metadata.shortText().isEmpty(), name);
        }
        assertEquals(
                "ip",
                agents.metadata(AgentId.parse("ocf:heartbeat:IPaddr2").orElseThrow(), Duration.ofSeconds(20))
                        .orElseThrow()
                        .parameters()
                        .getFirst()
                        .name());
        assertTrue(agents.list("ocf")
                .contains(AgentId.parse("ocf:heartbeat:IPaddr2").orElseThrow()));
    }
}
