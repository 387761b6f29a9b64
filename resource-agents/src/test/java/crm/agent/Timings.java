package crm.agent;

import crm.agent.testing.Calls;
import crm.agent.testing.IscsiTarget;
import crm.agent.testing.Namespace;
import crm.model.AgentId;
import crm.model.NodeName;
import crm.port.ResourceAgent.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures start, monitor and stop of our own agents; not a test: run by hand, as docs/resource-agents.md says. */
public final class Timings {

    private static final int RUNS = 20;

    private Timings() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Files.createTempDirectory("crm-timings-");
        Namespace node = Namespace.create("t");
        Namespace storage = Namespace.create("u");
        node.connect("eth0", storage, "eth0");
        node.ip("addr", "add", "10.6.0.11/24", "dev", "eth0");
        storage.ip("addr", "add", "10.6.0.5/24", "dev", "eth0");
        IscsiTarget target = IscsiTarget.begin(storage, "10.6.0.5", directory);
        try {
            Path configuration = directory.resolve("nginx.conf");
            Files.writeString(
                    configuration,
                    "pid " + directory + "/pid; error_log " + directory + "/log; events { }\n"
                            + "http { access_log off; server { listen 80; location / { return 200 pi1; } } }\n");
            measure(node, directory, "crm:floating-ip", Map.of("ip", "10.6.0.100"));
            measure(node, directory, "crm:floating-ip", Map.of("ip", "10.6.0.100", "duplicate_wait", "0"));
            measure(node, directory, "crm:web-server", Map.of("configfile", configuration.toString()));
            measure(
                    node,
                    directory,
                    "crm:iscsi-mount",
                    Map.of(
                            "portal",
                            "10.6.0.5",
                            "target",
                            IscsiTarget.NAME,
                            "directory",
                            directory.resolve("mnt").toString(),
                            "initiator_kind",
                            "user"));
        } finally {
            target.end();
            node.remove();
            storage.remove();
        }
    }

    private static void measure(Namespace node, Path directory, String id, Map<String, String> parameters)
            throws Exception {
        Calls resource = new Calls(
                new Agents(new NodeName("pi1"), directory.resolve("run"))
                        .agent(AgentId.parse(id).orElseThrow())
                        .orElseThrow(),
                id,
                parameters);
        Map<String, List<Long>> micros = new LinkedHashMap<>();
        node.inside(() -> {
            for (int run = 0; run < RUNS; run++) {
                for (String action : List.of("start", "monitor", "stop")) {
                    Result result = resource.perform(action);
                    if (result.exitCode() != 0) {
                        throw new IllegalStateException(action + ": " + result);
                    }
                    micros.computeIfAbsent(action, _ -> new ArrayList<>())
                            .add(result.took().toNanos() / 1000);
                }
            }
            return null;
        });
        System.out.println(id + (parameters.containsKey("duplicate_wait") ? " duplicate_wait=0" : ""));
        micros.forEach((action, all) -> {
            long first = all.getFirst();
            Collections.sort(all);
            System.out.printf(
                    "  %-8s min %.1f  median %.1f  max %.1f  first %.1f ms%n",
                    action, all.getFirst() / 1e3, all.get(all.size() / 2) / 1e3, all.getLast() / 1e3, first / 1e3);
        });
    }
}
