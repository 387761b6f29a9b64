package crm.node.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import crm.configuration.Problem;
import crm.display.epaper.PanelRevision;
import crm.model.NodeName;
import crm.node.settings.NodeSettings.ScreenSettings;
import crm.printer.paper.PaperTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code node.yaml} and names every mistake in it at once. */
public final class SettingsReader {

    private static final Set<String> KNOWN = Set.of(
            "node",
            "cluster",
            "address",
            "port",
            "data",
            "run",
            "key",
            "voters",
            "witness",
            "multicast",
            "peers",
            "control",
            "readers",
            "snmp-trap-port",
            "timing",
            "page",
            "web",
            "watchdog",
            "screen",
            "printer");
    private static final int PORT = 7800;
    private static final int TRAP_PORT = 162;
    private static final int LAST_PORT = 65_535;

    private final Path file;
    private final List<Problem> problems = new ArrayList<>();

    private SettingsReader(Path file) {
        this.file = file;
    }

    /** Settings that are all right, or what is wrong with them. */
    public sealed interface Result {}

    public record Settings(NodeSettings value) implements Result {}

    public record Wrong(List<Problem> problems) implements Result {
        public Wrong {
            problems = List.copyOf(problems);
        }
    }

    public static Result read(Path file) {
        var reader = new SettingsReader(file);
        try {
            JsonNode root = new YAMLMapper().readTree(Files.readString(file));
            return reader.settings(root);
        } catch (JsonProcessingException e) {
            return new Wrong(List.of(Problem.error(
                    file + ":" + e.getLocation().getLineNr(),
                    "this is no YAML: " + e.getOriginalMessage(),
                    "mend it")));
        } catch (IOException e) {
            return new Wrong(List.of(Problem.error(
                    file.toString(),
                    "it cannot be read: " + e.getMessage(),
                    "run crm cluster init, or crm cluster join")));
        }
    }

    private Result settings(JsonNode root) {
        if (!root.isObject()) {
            return new Wrong(List.of(Problem.error(
                    file.toString(), "it holds no settings", "write at least node, cluster and address")));
        }
        for (String name : (Iterable<String>) root::fieldNames) {
            if (!KNOWN.contains(name)) {
                problem(
                        name,
                        "there is no such setting",
                        "use one of "
                                + String.join(", ", KNOWN.stream().sorted().toList()));
            }
        }
        Optional<NodeName> node = required(root, "node").flatMap(this::nodeName);
        Optional<String> cluster = required(root, "cluster");
        Optional<InetAddress> address = required(root, "address").flatMap(this::address);
        List<NodeName> voters = voters(root);
        int port = number(root, "port", PORT);
        List<InetSocketAddress> peers = peers(root, port);
        int trapPort = number(root, "snmp-trap-port", TRAP_PORT);
        String timing = text(root, "timing").orElse("lan");
        if (!Set.of("lan", "pi").contains(timing)) {
            problem("timing", "'" + timing + "' is no timing", "write lan or pi");
        }
        Optional<ScreenSettings> screen = screen(root.path("screen"));
        Optional<InetSocketAddress> web = text(root, "web").flatMap(this::web);
        Optional<PaperTransport> printer = text(root, "printer").flatMap(this::printer);
        if (!problems.isEmpty() || node.isEmpty() || cluster.isEmpty() || address.isEmpty()) {
            return new Wrong(problems);
        }
        Path run = path(root, "run").orElse(Path.of("/run/crm"));
        return new Settings(new NodeSettings(
                node.get(),
                cluster.get(),
                address.get(),
                port,
                path(root, "data").orElse(Path.of("/var/lib/crm")),
                run,
                path(root, "key").orElse(Path.of("/etc/crm/cluster.key")),
                voters.isEmpty() ? List.of(node.get()) : voters,
                root.path("witness").asBoolean(false),
                root.path("multicast").asBoolean(true),
                peers,
                path(root, "control").orElse(run.resolve("crm.sock")),
                text(root, "readers").orElse("haclient"),
                trapPort,
                timing,
                text(root, "page"),
                web,
                path(root, "watchdog"),
                screen,
                printer));
    }

    private Optional<ScreenSettings> screen(JsonNode node) {
        if (!node.isObject()) {
            return Optional.empty();
        }
        Optional<String> panel = text(node, "panel");
        panel.filter(name -> PanelRevision.named(name).isEmpty())
                .ifPresent(name -> problem(
                        "screen › panel",
                        "there is no panel '" + name + "'",
                        "write one of "
                                + String.join(
                                        ", ",
                                        PanelRevision.all().stream()
                                                .map(PanelRevision::name)
                                                .toList())));
        String usual = panel.filter(name -> name.startsWith("bw-")).isPresent() ? "fast" : "booth";
        String patience = text(node, "patience").orElse(usual);
        if (!Set.of("booth", "fast", "gentle").contains(patience)) {
            problem("screen › patience", "'" + patience + "' is no patience", "write booth, fast or gentle");
        }
        return Optional.of(
                new ScreenSettings(path(node, "png"), text(node, "size").orElse("250x122"), panel, patience));
    }

    /** {@code 8080} for every address of this machine, {@code 127.0.0.1:8080} for one. */
    private Optional<InetSocketAddress> web(String text) {
        int colon = text.lastIndexOf(':');
        String port = text.substring(colon + 1);
        if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) < 1 || Integer.parseInt(port) > LAST_PORT) {
            problem(
                    "web",
                    "'" + text + "' is nowhere to listen",
                    "write a port, 8080, or an address of this node and a port");
            return Optional.empty();
        }
        int number = Integer.parseInt(port);
        return Optional.of(
                colon < 0 ? new InetSocketAddress(number) : new InetSocketAddress(text.substring(0, colon), number));
    }

    private Optional<PaperTransport> printer(String text) {
        try {
            return Optional.of(PaperTransport.named(text));
        } catch (IllegalArgumentException e) {
            problem(
                    "printer",
                    "'" + text + "' is no printer",
                    "write HOST:PORT, or a device such as /dev/usb/lp0, /dev/rfcomm0 or /dev/ttyUSB0@9600");
            return Optional.empty();
        }
    }

    private Optional<NodeName> nodeName(String text) {
        try {
            return Optional.of(new NodeName(text));
        } catch (IllegalArgumentException e) {
            problem("node", String.valueOf(e.getMessage()), "write the name that uname -n prints");
            return Optional.empty();
        }
    }

    private Optional<InetAddress> address(String text) {
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            problem("address", "'" + text + "' is no address", "write the IP address of the cluster's interface");
            return Optional.empty();
        }
    }

    private List<NodeName> voters(JsonNode root) {
        var voters = new ArrayList<NodeName>();
        for (JsonNode voter : root.path("voters")) {
            nodeName(voter.asText()).ifPresent(voters::add);
        }
        return voters;
    }

    private List<InetSocketAddress> peers(JsonNode root, int usualPort) {
        var peers = new ArrayList<InetSocketAddress>();
        for (JsonNode peer : root.path("peers")) {
            String[] parts = peer.asText().split(":(?=[0-9]+$)", 2);
            boolean number =
                    parts.length == 1 || (parts[1].matches("[0-9]{1,5}") && Integer.parseInt(parts[1]) <= LAST_PORT);
            if (parts[0].isBlank() || !number) {
                problem(
                        "peers",
                        "'" + peer.asText() + "' is nowhere",
                        "write an address and a port: 192.168.88.1:7800");
            } else {
                peers.add(new InetSocketAddress(parts[0], parts.length == 1 ? usualPort : Integer.parseInt(parts[1])));
            }
        }
        return peers;
    }

    private Optional<String> required(JsonNode root, String name) {
        Optional<String> value = text(root, name);
        if (value.isEmpty()) {
            problem(name, "it is missing", "add a line " + name + ": …");
        }
        return value;
    }

    private static Optional<String> text(JsonNode root, String name) {
        return Optional.of(root.path(name).asText("")).filter(text -> !text.isBlank());
    }

    private static Optional<Path> path(JsonNode root, String name) {
        return text(root, name).map(Path::of);
    }

    private int number(JsonNode root, String name, int otherwise) {
        JsonNode value = root.path(name);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.canConvertToInt() || value.asInt() < 1 || value.asInt() > LAST_PORT) {
            problem(name, "'" + value.asText() + "' is no port", "write a number from 1 to 65535");
            return otherwise;
        }
        return value.asInt();
    }

    private void problem(String name, String what, String advice) {
        problems.add(Problem.error(file + " › " + name, what, advice));
    }
}
