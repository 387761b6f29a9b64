package crm.fencing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.configuration.Configuration;
import crm.configuration.Problem;
import crm.fencing.program.AgentMetadata;
import crm.model.AgentId;
import crm.model.NodeName;
import crm.model.Resource;
import crm.model.Resource.Primitive;
import crm.model.ResourceId;
import crm.model.Settings;
import crm.state.FencingOutcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FencingDevicesTest {

    private static final NodeName PI1 = new NodeName("pi1");

    @TempDir
    private Path folder;

    @Test
    void makesEachKindOfDeviceInConfiguredOrder() {
        var devices = FencingDevices.from(
                configuration(
                        device(
                                "switch",
                                "snmp-switch",
                                Map.of(
                                        "ip",
                                        "127.0.0.1",
                                        "community",
                                        "private",
                                        "pcmk_host_map",
                                        "pi1:ether2;pi2:ether3")),
                        device("strip", "fence_apc", Map.of("ip", "127.0.0.1", "pcmk_host_map", "pi2:4")),
                        device("someone", "manual", Map.of())),
                InstantSource.system());
        assertEquals(
                List.of("switch", "strip", "someone"),
                devices.devices().stream().map(d -> d.id()).toList());
        assertEquals(
                List.of("switch", "someone"),
                devices.covering(PI1).stream().map(d -> d.id()).toList());
        assertEquals(1, devices.switches().size());
        devices.close();
    }

    @Test
    void findsEveryMistakeAtOnce() {
        List<Problem> problems = FencingDevices.check(configuration(
                device(
                        "switch",
                        "snmp-switch",
                        Map.of(
                                "ipport",
                                "99999",
                                "snmp_version",
                                "4",
                                "poe",
                                "perhaps",
                                "pcmk_host_map",
                                "pi1 pi2:ether2")),
                device(
                        "other",
                        "snmp-switch",
                        Map.of(
                                "ip", "127.0.0.1",
                                "snmp_version", "3",
                                "username", "fencer",
                                "password", "short",
                                "snmp_priv_passwd_file", "/nonexistent/secret",
                                "colour", "red",
                                "pcmk_host_map", "pi1:ether2;pi2:ether2")),
                device("typo", "snmp-swich", Map.of()),
                device("nobody", "fence_apc", Map.of("ip", "127.0.0.1"))));
        String all = problems.stream().map(p -> p.place() + ": " + p.what()).collect(Collectors.joining("\n"));
        for (String expected : List.of(
                "resources › switch › parameters › ip: ip must be given",
                "ipport is '99999'",
                "snmp_version is '4'",
                "poe is 'perhaps'",
                "community must be given",
                "has 'pi1', which names no port",
                "password is shorter than 8",
                "/nonexistent/secret, which cannot be read",
                "colour: this device has no parameter",
                "gives port ether2 to pi1 and to pi2",
                "is 'stonith:snmp-swich', which is no fence device",
                "say of no node that this device is for it")) {
            assertTrue(all.contains(expected), () -> "missing: " + expected + "\nin:\n" + all);
        }
        assertFalse(all.contains("short\n"), "a password is never repeated");
    }

    @Test
    void keepsADeviceThatDidNotChangeAndReplacesOneThatDid() {
        var same = device(
                "switch",
                "snmp-switch",
                Map.of("ip", "127.0.0.1", "community", "private", "pcmk_host_map", "pi1:ether2"));
        var before = device(
                "other",
                "snmp-switch",
                Map.of("ip", "127.0.0.1", "community", "private", "pcmk_host_map", "pi2:ether3"));
        var after = device(
                "other",
                "snmp-switch",
                Map.of("ip", "127.0.0.1", "community", "private", "pcmk_host_map", "pi2:ether4"));
        var first = FencingDevices.from(configuration(same, before), InstantSource.system());
        var kept = first.devices();
        var second = first.replacedBy(configuration(after, same));
        assertSame(kept.getFirst(), second.devices().getLast());
        assertNotSame(kept.getLast(), second.devices().getFirst());
        second.close();
    }

    @Test
    void readsASecretFromItsFile() throws Exception {
        Path file = Files.writeString(folder.resolve("community"), "private\n");
        var given = new DeviceParameters("switch", Map.of("community_file", file.toString()));
        assertEquals(Optional.of(new Secret("private")), given.secret("community"));
        assertEquals("•••", given.secret("community").orElseThrow().toString());
    }

    @Test
    void aPersonProvesNothingByHerself() {
        var person = new ManualDevice("someone", Set.of());
        assertInstanceOf(FencingOutcome.NotKnown.class, person.off(PI1, Duration.ofSeconds(1)));
        assertInstanceOf(FencingOutcome.NotKnown.class, person.provePower(PI1, Duration.ofSeconds(1)));
    }

    @Test
    void theMetadataDescribesEveryParameterThatIsRead() throws Exception {
        var described = AgentMetadata.parse(SnmpSwitchMetadata.xml()).parameters();
        var synonyms = List.of("ipaddr", "login", "passwd");
        assertEquals(
                SnmpSwitchParameters.KNOWN.stream()
                        .filter(n -> !synonyms.contains(n))
                        .collect(Collectors.toSet()),
                described);
    }

    private static Primitive device(String id, String type, Map<String, String> parameters) {
        return new Primitive(
                new ResourceId(id),
                new AgentId("stonith", Optional.empty(), type),
                Settings.of(id + "-params", new LinkedHashMap<>(parameters)),
                Settings.NONE,
                Settings.NONE,
                List.of(),
                Optional.empty());
    }

    private static Configuration configuration(Resource... resources) {
        Configuration empty = Configuration.EMPTY;
        return new Configuration(
                empty.options(),
                empty.nodes(),
                List.of(resources),
                empty.templates(),
                empty.constraints(),
                empty.fencingTopology(),
                empty.tags(),
                empty.alerts(),
                empty.resourceDefaults(),
                empty.operationDefaults());
    }
}
