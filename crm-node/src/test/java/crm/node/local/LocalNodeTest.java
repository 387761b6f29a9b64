package crm.node.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.cli.local.LocalCluster.Joining;
import crm.cli.local.LocalCluster.NewCluster;
import crm.control.Reply;
import crm.membership.ClusterKey;
import crm.membership.join.JoinService;
import crm.membership.join.Welcome;
import crm.model.NodeName;
import crm.node.settings.SettingsReader;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Founding and joining, on a disk of its own. */
class LocalNodeTest {

    private static final NodeName PI1 = new NodeName("pi1");
    private static final NodeName PI4 = new NodeName("pi4");

    @TempDir
    Path folder;

    private LocalNode node(String name) {
        return new LocalNode(Places.below(folder.resolve(name)), () -> Reply.Done.of("The daemon runs."));
    }

    private static Reply init(LocalNode node) {
        return node.init(new NewCluster("demo", Optional.of(PI1), Optional.of("127.0.0.1"), Optional.empty(), true));
    }

    @Test
    void foundsAClusterWhoseFilesTheDaemonReads() throws IOException {
        assertInstanceOf(Reply.Done.class, init(node("pi1")));
        var settings = assertInstanceOf(
                SettingsReader.Settings.class, SettingsReader.read(folder.resolve("pi1/etc/node.yaml")));
        assertEquals(PI1, settings.value().node());
        assertEquals("demo", settings.value().cluster());
        assertEquals(List.of(PI1), settings.value().voters());
        assertTrue(ClusterKey.read(settings.value().key()).text().contains("demo"));
    }

    @Test
    void neverOverwritesAKey() throws IOException {
        init(node("pi1"));
        String key = Files.readString(folder.resolve("pi1/etc/cluster.key"));
        var refused = assertInstanceOf(Reply.Failed.class, init(node("pi1")));
        assertEquals(Reply.Kind.UNSAFE, refused.kind());
        assertEquals(key, Files.readString(folder.resolve("pi1/etc/cluster.key")));
    }

    @Test
    void joinsWithATokenOfAMember() throws IOException {
        init(node("pi1"));
        String key = Files.readString(folder.resolve("pi1/etc/cluster.key"));
        var welcome = new Welcome(key, List.of(PI1), new LinkedHashMap<>(), new LinkedHashMap<>());
        try (var member =
                JoinService.listen("demo", InetAddress.getLoopbackAddress(), 0, joiner -> welcome, Clock.systemUTC())) {
            String token = member.issue(Duration.ofMinutes(5)).text();
            Reply reply = node("pi4")
                    .join(new Joining(Optional.empty(), token, Optional.of(PI4), Optional.of("127.0.0.1"), true));
            assertInstanceOf(Reply.Done.class, reply, reply.toString());
            assertEquals(key, Files.readString(folder.resolve("pi4/etc/cluster.key")));
            var settings = assertInstanceOf(
                    SettingsReader.Settings.class, SettingsReader.read(folder.resolve("pi4/etc/node.yaml")));
            assertTrue(settings.value().witness());
            Reply again = node("pi5")
                    .join(new Joining(Optional.empty(), token, Optional.of(PI4), Optional.of("127.0.0.1"), false));
            assertEquals(
                    Reply.Kind.NOT_PERMITTED,
                    assertInstanceOf(Reply.Failed.class, again).kind());
        }
    }

    @Test
    void saysWhatIsWrongWithAToken() {
        Reply reply = node("pi4")
                .join(new Joining(Optional.empty(), "nonsense", Optional.of(PI4), Optional.of("127.0.0.1"), false));
        assertTrue(assertInstanceOf(Reply.Failed.class, reply)
                .sentences()
                .getFirst()
                .contains("not a join token"));
    }

    @Test
    void doesNotStartADaemonThatKnowsNoCluster() {
        assertInstanceOf(Reply.Failed.class, node("pi1").start());
    }
}
