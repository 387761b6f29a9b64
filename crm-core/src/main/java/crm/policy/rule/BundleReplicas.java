package crm.policy.rule;

import crm.model.AgentId;
import crm.model.NameValueSet;
import crm.model.OperationSpec;
import crm.model.Resource;
import crm.model.ResourceId;
import crm.model.Score;
import crm.model.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The resources a bundle stands for: for each replica a container, perhaps an address, and where something runs inside,
 * the connection to it; and a clone of what runs inside. Names and parameters are those that histories know and agents
 * expect.
 */
public final class BundleReplicas {

    private static final String USUAL_PORT = "3121";

    /** What belongs to one number of a bundle. */
    public record Replica(
            int number,
            Resource.Primitive container,
            Optional<Resource.Primitive> address,
            Optional<Resource.Primitive> connection) {}

    private final Resource.Bundle bundle;
    private final Map<String, String> container;
    private final Map<String, String> network;

    public BundleReplicas(Resource.Bundle bundle) {
        this.bundle = bundle;
        this.container = bundle.container().values();
        this.network = bundle.network().values();
    }

    /** As many as configured. */
    public List<Replica> replicas() {
        var replicas = new ArrayList<Replica>();
        for (int number = 0; number < count(); number++) {
            Optional<String> address = address(number);
            Resource.Primitive inside = container(number, address);
            String name = name(number);
            replicas.add(new Replica(
                    number,
                    inside,
                    address.map(this::addressResource),
                    bundle.child().map(_ -> connection(name, inside.id(), address))));
        }
        return replicas;
    }

    /** How many replicas there are. */
    public int count() {
        return Math.max(1, number("replicas", Math.max(1, promotedMax())));
    }

    /** How many of them a node may have. */
    public int perNode() {
        return Math.max(1, number("replicas-per-host", 1));
    }

    private int promotedMax() {
        return number("promoted-max", 0);
    }

    private int number(String name, int otherwise) {
        String text = container.getOrDefault(name, "");
        return text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : otherwise;
    }

    /** The clone of what runs inside the containers. */
    public Optional<Resource.Clone> contained() {
        return bundle.child().map(child -> {
            var meta = new LinkedHashMap<String, String>();
            meta.put("ordered", "true");
            meta.put("clone-max", Integer.toString(count()));
            meta.put("clone-node-max", Integer.toString(perNode()));
            meta.put("globally-unique", Boolean.toString(perNode() > 1));
            if (promotedMax() > 0) {
                meta.put("promotable", "true");
                meta.put("promoted-max", Integer.toString(promotedMax()));
            }
            var id = new ResourceId(bundle.id() + (promotedMax() > 0 ? "-master" : "-clone"));
            return new Resource.Clone(id, child, Settings.NONE, Settings.of(id + "-meta", meta));
        });
    }

    private String name(int number) {
        return bundle.id() + "-" + number;
    }

    private Optional<String> address(int number) {
        return Optional.ofNullable(network.get("ip-range-start")).map(first -> address(first, number));
    }

    /** Addresses are counted up in their last part only. */
    private static String address(String first, int number) {
        int dot = first.lastIndexOf('.');
        String last = first.substring(dot + 1);
        return dot < 0 || !last.matches("[0-9]{1,3}")
                ? first
                : first.substring(0, dot + 1) + (Integer.parseInt(last) + number);
    }

    private Resource.Primitive addressResource(String address) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("ip", address);
        Optional.ofNullable(network.get("host-interface")).ifPresent(nic -> parameters.put("nic", nic));
        parameters.put("cidr_netmask", network.getOrDefault("host-netmask", "32"));
        return primitive(bundle.id() + "-ip-" + address.replace(':', '-'), "IPaddr2", parameters);
    }

    private Resource.Primitive container(int number, Optional<String> address) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("image", container.getOrDefault("image", ""));
        parameters.put("allow_pull", "true");
        parameters.put("force_kill", "false");
        parameters.put("reuse", "false");
        var options = new ContainerOptions(number, address);
        parameters.put("run_opts", options.text());
        parameters.put("mount_points", String.join(",", options.mountPoints));
        Optional<String> command = Optional.ofNullable(container.get("run-command"));
        if (bundle.child().isPresent()) {
            parameters.put("run_cmd", command.orElse("/usr/sbin/pacemaker-remoted"));
        } else {
            command.ifPresent(run -> parameters.put("run_cmd", run));
        }
        // All that matters is whether the container lives; what runs in it is looked after by itself.
        parameters.put("monitor_cmd", "/bin/true");
        return primitive(bundle.id() + "-" + bundle.technology() + "-" + number, bundle.technology(), parameters);
    }

    private static Resource.Primitive primitive(String id, String agent, SequencedMap<String, String> parameters) {
        var monitor =
                new OperationSpec(id + "-monitor-60s", "monitor", Duration.ofSeconds(60), Settings.NONE, Settings.NONE);
        return new Resource.Primitive(
                new ResourceId(id),
                new AgentId("ocf", Optional.of("heartbeat"), agent),
                new Settings(List.of(new NameValueSet(id + "-parameters", Score.ZERO, Optional.empty(), parameters))),
                Settings.NONE,
                Settings.NONE,
                List.of(monitor),
                Optional.empty());
    }

    private Resource.Primitive connection(String name, ResourceId launcher, Optional<String> address) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("addr", address.orElse(Definition.HOST_ADDRESS));
        parameters.put("port", network.getOrDefault("control-port", USUAL_PORT));
        return ImpliedNodes.connection(new ResourceId(name), launcher, parameters, Map.of(), Optional.empty());
    }

    /** What a container is started with, spelled as the agents of container technologies have it. */
    private final class ContainerOptions {
        private final StringBuilder text =
                new StringBuilder(bundle.technology().equals("docker") ? " --restart=no" : "");
        final List<String> mountPoints = new ArrayList<>();

        ContainerOptions(int number, Optional<String> address) {
            // A host name helps only where there is an address to go with it.
            address.ifPresent(_ -> text.append(" -h ").append(name(number)));
            text.append(" -e PCMK_stderr=1");
            Optional.ofNullable(container.get("network"))
                    .ifPresent(net -> text.append(" --net=").append(net));
            String port = network.getOrDefault("control-port", USUAL_PORT);
            text.append(" -e PCMK_remote_port=").append(port);
            bundle.storage().forEach(mapping -> mount(mapping.values(), number));
            if (bundle.child().isPresent() && mountsKey()) {
                mount("/etc/pacemaker/authkey", "/etc/pacemaker/authkey", Optional.empty());
                mountOwn("/var/log/pacemaker/bundles", "/var/log", Optional.empty(), number);
            }
            publish(address, port);
            Optional.ofNullable(container.get("options"))
                    .ifPresent(more -> text.append(' ').append(more));
            text.append(' ').append(hosts());
        }

        private boolean mountsKey() {
            return bundle.storage().stream()
                    .noneMatch(mapping ->
                            "/etc/pacemaker/authkey".equals(mapping.values().get("target-dir")));
        }

        private void mount(Map<String, String> mapping, int number) {
            String target = mapping.getOrDefault("target-dir", "");
            Optional<String> options = Optional.ofNullable(mapping.get("options"));
            String root = mapping.get("source-dir-root");
            if (root == null) {
                mount(mapping.getOrDefault("source-dir", ""), target, options);
            } else {
                mountOwn(root, target, options, number);
            }
        }

        private void mountOwn(String root, String target, Optional<String> options, int number) {
            String source = root + "/" + name(number);
            mountPoints.add(source);
            mount(source, target, options);
        }

        private void mount(String source, String target, Optional<String> options) {
            text.append(" -v ").append(source).append(':').append(target);
            options.ifPresent(how -> text.append(':').append(how));
        }

        private void publish(Optional<String> address, String controlPort) {
            var ports = new LinkedHashMap<String, String>();
            for (NameValueSet mapping : bundle.ports()) {
                String outside =
                        mapping.values().getOrDefault("port", mapping.values().getOrDefault("range", ""));
                ports.put(outside, mapping.values().getOrDefault("internal-port", outside));
            }
            if (bundle.child().isPresent()) {
                ports.putIfAbsent(controlPort, controlPort);
            }
            boolean sharesHostNetwork = "host".equals(container.get("network"));
            if (address.isPresent() || !sharesHostNetwork) {
                ports.forEach((outside, inside) -> text.append(" -p ")
                        .append(address.map(ip -> ip + ":").orElse(""))
                        .append(outside)
                        .append(':')
                        .append(inside));
            }
        }

        private String hosts() {
            var hosts = new StringBuilder();
            boolean wanted = !"false".equals(network.get("add-host"));
            for (int number = 0; number < count() && wanted; number++) {
                int host = number;
                address(number)
                        .ifPresent(ip -> hosts.append(" --add-host=")
                                .append(name(host))
                                .append(':')
                                .append(ip));
            }
            return hosts.toString();
        }

        String text() {
            return text.toString();
        }
    }
}
