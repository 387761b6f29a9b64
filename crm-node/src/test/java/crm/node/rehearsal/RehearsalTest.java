package crm.node.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.configuration.Configuration;
import crm.formats.cluster.ClusterFile;
import crm.journal.AgreedState;
import crm.journal.Entry.ConfigurationChanged;
import crm.model.NodeName;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RehearsalTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private static final String CLUSTER = """
            cluster: play
            nodes: [a, b, c]
            fencing:
              switch: {agent: stonith:snmp-switch, ip: 10.0.0.1, community: private, ports: {a: p1, b: p2, c: p3}}
            resources:
              web:
                group:
                  - address: {agent: crm:floating-ip, ip: 10.0.0.9}
                  - server: {agent: crm:web-server, server: nginx}
            """;

    /** Else it would warm nothing that matters. */
    @Test
    void theOthersStartWhatTheLostNodeRan() {
        var places = List.of("a", "b", "c").stream()
                .mapToInt(lost ->
                        Rehearsal.of(agreed(), new NodeName(lost.equals("a") ? "b" : "a"), new NodeName(lost), NOW))
                .sum();
        assertTrue(places >= 2, "nobody took anything over, whoever was lost");
    }

    @Test
    void thePlayEndsWithoutFencingDevicesOrServicesToo() {
        var empty = AgreedState.EMPTY.after(
                1, List.of(new ConfigurationChanged(NOW, configuration("nodes: [a, b]\n"), "test", "begun")));
        assertEquals(0, Rehearsal.of(empty, new NodeName("a"), new NodeName("b"), NOW));
    }

    private static AgreedState agreed() {
        return AgreedState.EMPTY.after(
                1, List.of(new ConfigurationChanged(NOW, configuration(CLUSTER), "test", "begun")));
    }

    private static Configuration configuration(String text) {
        var reading = ClusterFile.read("play.yaml", text);
        return reading.configuration().orElseThrow(() -> new AssertionError(reading.problems()));
    }
}
