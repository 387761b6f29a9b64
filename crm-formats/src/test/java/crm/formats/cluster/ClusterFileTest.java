package crm.formats.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.configuration.Configuration;
import crm.configuration.Problem;
import crm.model.Resource;
import crm.model.ResourceId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A cluster file as a person writes it. */
class ClusterFileTest {

    private static final String DEMO = """
            cluster: demo
            options: {no-quorum-policy: stop}
            nodes: [pi1, pi2, {name: box, role: witness}]

            fencing:
              switch: {agent: snmp-switch, ip: 192.168.88.1, community: private, ports: {pi1: ether2, pi2: ether3}}

            resources:
              web:
                group:
                  - ip: {agent: crm:floating-ip, ip: 192.168.88.100/24}
                  - disk: {agent: crm:iscsi-mount, portal: "192.168.88.5:3260", directory: /srv/www}
                  - site:
                      agent: crm:web-server
                      command: nginx -g "daemon off;"
                      monitor: {interval: 10s, timeout: 20s}
                      start: {timeout: 60s}
                meta: {priority: 10}

            constraints:
              - location: web
                prefers: pi1
                score: 100
            """;

    private static Configuration read(String text) {
        var reading = ClusterFile.read("demo.yaml", text);
        assertEquals(
                List.of(),
                reading.problems().stream()
                        .filter(p -> p.severity() == Problem.Severity.ERROR)
                        .toList());
        return reading.configuration().orElseThrow();
    }

    @Test
    void readsWhatAPersonWrites() {
        Configuration demo = read(DEMO);
        assertEquals("demo", demo.options().get("cluster-name").orElseThrow());
        assertEquals(3, demo.nodes().size());
        var device =
                (Resource.Primitive) demo.resource(new ResourceId("switch")).orElseThrow();
        assertEquals("stonith:snmp-switch", device.agent().toString());
        assertEquals(
                "pi1:ether2;pi2:ether3",
                device.parameters().get("pcmk_host_map").orElseThrow());
        assertEquals(2, demo.operations(new ResourceId("site")).size());
        assertEquals(
                "10",
                demo.resource(new ResourceId("web"))
                        .orElseThrow()
                        .meta()
                        .get("priority")
                        .orElseThrow());
    }

    @Test
    void writesWhatReadsBackTheSame() {
        Configuration demo = read(DEMO);
        String written = ClusterFile.yaml(demo);
        assertEquals(demo, read(written), written);
        assertEquals(demo, read(ClusterFile.json(demo)));
        assertEquals(written, ClusterFile.yaml(read(written)));
    }

    @Test
    void takesEveryWordAsItIsWritten() {
        Configuration words = read("""
                resources:
                  odd: {agent: crm:x, a: yes, b: 0x10, c: 1e3, d: 010, e: 12:30:45, f: "", g: "null", h: on}
                """);
        var odd = (Resource.Primitive) words.resources().getFirst();
        assertEquals(
                List.of("yes", "0x10", "1e3", "010", "12:30:45", "", "null", "on"),
                List.copyOf(odd.parameters().unconditional().values()));
    }

    @Test
    void tellsWhatIsDifferentInTheWordsOfTheFile() {
        Configuration before = read(DEMO);
        Configuration after = read(DEMO.replace("100/24", "101/24")
                .replace("meta: {priority: 10}", "meta: {priority: 10, target-role: Stopped}")
                .replace("pi2, {name", "pi2, pi3, {name"));
        assertEquals(
                List.of(
                        "+ nodes › pi3",
                        "~ resources › web › group › ip › ip: 192.168.88.100/24 → 192.168.88.101/24",
                        "+ resources › web › meta › target-role: Stopped"),
                ConfigurationDiff.between(before, after));
        assertTrue(ConfigurationDiff.between(before, before).isEmpty());
    }
}
