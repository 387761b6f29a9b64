package crm.fencing.snmp;

import static crm.fencing.snmp.EmulatedTable.LIMIT;
import static crm.fencing.snmp.EmulatedTable.PI1;
import static crm.fencing.snmp.EmulatedTable.PI2;
import static crm.fencing.snmp.EmulatedTable.PI3;
import static crm.fencing.snmp.EmulatedTable.community;

import crm.fencing.Secret;
import crm.fencing.snmp.SwitchAddress.AuthProtocol;
import crm.fencing.snmp.SwitchAddress.Level;
import crm.fencing.snmp.SwitchAddress.PrivProtocol;
import crm.model.NodeName;
import crm.state.FencingOutcome.NotKnown;
import crm.state.FencingOutcome.Off;
import crm.state.FencingOutcome.On;
import crm.state.FencingOutcome.Refused;
import crm.transition.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * What our driver makes of Debian's real {@code snmpd}; run by {@link SnmpdTest} inside the switch's network. Prints one
 * line for each story: its name, and {@code ok} or what was seen instead.
 */
final class SnmpdStories {

    private final Path folder;
    private final String nodeNetwork;

    private SnmpdStories(String[] arguments) {
        folder = Path.of(arguments[0]);
        nodeNetwork = arguments[1];
    }

    private interface Story {
        /** What was seen instead of what should be; empty if all is well. */
        String tell() throws Exception;
    }

    public static void main(String[] arguments) {
        var stories = new SnmpdStories(arguments);
        stories.all().forEach((name, story) -> {
            String seen;
            try {
                seen = story.tell();
            } catch (Exception | AssertionError e) {
                seen = e.toString();
            }
            System.out.println(name + "=" + (seen.isEmpty() ? "ok" : seen));
        });
    }

    static List<String> names() {
        return List.copyOf(new SnmpdStories(new String[] {"", ""}).all().sequencedKeySet());
    }

    private SequencedMap<String, Story> all() {
        var stories = new LinkedHashMap<String, Story>();
        stories.put("switches off and on", this::offAndOn);
        stories.put("refuses a port that does not exist", this::noSuchPort);
        stories.put("is refused with a community that may only read", this::readOnly);
        stories.put(
                "does everything in version 1",
                () -> everything(new SwitchAddress.Community(new Secret("private"), SwitchAddress.Version.V1)));
        stories.put("does everything in version 2c", () -> everything(community("private")));
        stories.put(
                "does everything in version 3 with SHA and AES", () -> everything(user("fencer", AuthProtocol.SHA)));
        stories.put(
                "does everything in version 3 with SHA-256 and AES",
                () -> everything(user("fencer2", AuthProtocol.SHA256)));
        stories.put("does not believe a port whose power stays on", this::powerStaysOn);
        stories.put("proves a pulled cable by the missing load", this::pulledCable);
        stories.put("follows an interface that was made anew", this::newIndex);
        return stories;
    }

    private String offAndOn() throws Exception {
        try (var device = device(community("private"), PoeTable.AUTO)) {
            if (!(device.provePower(PI1, LIMIT) instanceof NotKnown)) {
                return "without a PoE table something was known";
            }
            if (!(device.off(PI1, LIMIT) instanceof Off) || kernelSaysUp("ether2")) {
                return "not off";
            }
            if (!(device.provePower(PI1, LIMIT) instanceof Off)) {
                return "a port that is off proves nothing";
            }
            return device.on(PI1, LIMIT) instanceof On && kernelSaysUp("ether2") ? "" : "not on";
        }
    }

    private String noSuchPort() {
        var nodes = new LinkedHashMap<NodeName, List<String>>();
        nodes.put(PI1, List.of("ether9"));
        var plan = new SwitchPlan("typo", address(community("private")), nodes, PoeTable.AUTO, Duration.ofSeconds(2));
        try (var device = new SnmpSwitch(plan, InstantSource.system())) {
            boolean refused = device.off(PI1, LIMIT) instanceof Refused
                    && device.provePower(PI1, LIMIT) instanceof Refused
                    && device.on(PI1, LIMIT) instanceof Refused
                    && device.monitor(LIMIT) instanceof Outcome.Failed;
            return refused ? "" : device.off(PI1, LIMIT).toString();
        }
    }

    private String readOnly() throws Exception {
        try (var device = device(community("public"), PoeTable.AUTO)) {
            var outcome = device.off(PI1, LIMIT);
            return outcome instanceof Refused && kernelSaysUp("ether2") ? "" : outcome.toString();
        }
    }

    private static SwitchAddress.Credentials user(String name, AuthProtocol auth) {
        return new SwitchAddress.User(
                name,
                Level.AUTH_PRIV,
                auth,
                new Secret("auth-password"),
                PrivProtocol.AES,
                new Secret("priv-password"));
    }

    /** Every action, and after each what the kernel says. */
    private String everything(SwitchAddress.Credentials credentials) throws Exception {
        try (var device = device(credentials, PoeTable.AUTO)) {
            var seen = new ArrayList<String>();
            seen.add("monitor " + (device.monitor(LIMIT) instanceof Outcome.Succeeded));
            seen.add("prove " + device.provePower(PI1, LIMIT).getClass().getSimpleName() + kernel());
            seen.add("off " + device.off(PI1, LIMIT).getClass().getSimpleName() + kernel());
            seen.add("prove " + device.provePower(PI1, LIMIT).getClass().getSimpleName());
            seen.add("list "
                    + device.list(LIMIT).stream()
                            .filter(outlet -> outlet.name().equals("ether2"))
                            .map(outlet -> outlet.powered().orElse(true))
                            .toList());
            seen.add("on " + device.on(PI1, LIMIT).getClass().getSimpleName() + kernel());
            List<String> expected = List.of(
                    "monitor true", "prove NotKnown, up", "off Off, down", "prove Off", "list [false]", "on On, up");
            return seen.equals(expected) ? "" : seen.toString();
        }
    }

    private String kernel() throws IOException, InterruptedException {
        return kernelSaysUp("ether2") ? ", up" : ", down";
    }

    private String powerStaysOn() throws Exception {
        try (var device = device(community("private"), PoeTable.REQUIRED)) {
            poe("ether2", 3, 118);
            var stays = device.off(PI1, LIMIT);
            poe("ether2", 1, 0);
            var gone = device.off(PI1, LIMIT);
            device.on(PI1, Duration.ofSeconds(1));
            return stays instanceof NotKnown && gone instanceof Off ? "" : stays + ", " + gone;
        }
    }

    private String pulledCable() throws Exception {
        try (var device = device(community("private"), PoeTable.AUTO)) {
            poe("ether3", 3, 118);
            waitForLink(device, PI2);
            device.poll(node -> true, LIMIT);
            SnmpdTable.run("nsenter", "--target", nodeNetwork, "--net", "ip", "link", "set", "ether3", "down");
            poe("ether3", 2, 0);
            // snmpd tells a link state that is up to three seconds old; a trap explains the contradiction.
            device.trapSaid(index("ether3"), false);
            var proven = device.provePower(PI2, LIMIT);
            return proven instanceof Off ? "" : proven.toString();
        }
    }

    private String newIndex() throws Exception {
        try (var device = device(community("private"), PoeTable.IGNORED)) {
            device.monitor(LIMIT);
            SnmpdTable.run("ip", "link", "del", "ether4");
            SnmpdTable.run(
                    "ip", "link", "add", "ether4", "type", "veth", "peer", "name", "ether4", "netns", nodeNetwork);
            SnmpdTable.run("ip", "link", "set", "ether4", "up");
            // While snmpd tells of the old table only a refusal or not knowing is right.
            for (int second = 0; second < 20; second++) {
                if (device.off(PI3, Duration.ofSeconds(2)) instanceof Off) {
                    return kernelSaysUp("ether4") ? "called off while the kernel says up" : "";
                }
                Thread.sleep(500);
            }
            return "never found again";
        }
    }

    private static void waitForLink(SnmpSwitch device, NodeName node) throws Exception {
        for (int i = 0; i < 100 && !device.poll(n -> true, LIMIT).getOrDefault(node, false); i++) {
            Thread.sleep(100);
        }
    }

    private void poe(String port, int status, int milliamperes) throws IOException, InterruptedException {
        Files.writeString(
                folder.resolve("poe").resolve(String.valueOf(index(port))),
                port + " " + status + " " + milliamperes + "\n");
    }

    private int index(String port) throws IOException, InterruptedException {
        String line = SnmpdTable.run("ip", "-o", "link", "show", port).getFirst();
        return Integer.parseInt(line.substring(0, line.indexOf(':')));
    }

    private boolean kernelSaysUp(String port) throws IOException, InterruptedException {
        String line = SnmpdTable.run("ip", "-o", "link", "show", port).getFirst();
        return line.contains(",UP") || line.contains("<UP");
    }

    private static SnmpSwitch device(SwitchAddress.Credentials credentials, PoeTable poe) {
        return new SnmpSwitch(
                EmulatedTable.plan(address(credentials).address(), credentials, poe), InstantSource.system());
    }

    private static SwitchAddress address(SwitchAddress.Credentials credentials) {
        return new SwitchAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 161), credentials);
    }
}
