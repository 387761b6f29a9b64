package crm.agent.script;

import crm.port.AgentCall;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What an OCF agent is told, as environment variables (OCF resource agent API 1.1, and Pacemaker's additions). */
final class AgentEnvironment {

    /** Lines on an agent's standard error that begin so are for people. */
    static final String REASON_PREFIX = "ocf-exit-reason:";

    private static final String FEATURE_SET = "3.20.1";
    private static final String CHECK_LEVEL = "OCF_CHECK_LEVEL";

    private AgentEnvironment() {}

    /**
     * The environment for one call.
     *
     * @param ocfRoot where the agents and their libraries are
     * @param temporary where agents keep what need not survive a boot
     */
    static Map<String, String> of(AgentCall call, Path ocfRoot, Path temporary) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("OCF_RA_VERSION_MAJOR", "1");
        environment.put("OCF_RA_VERSION_MINOR", "1");
        environment.put("OCF_ROOT", ocfRoot.toString());
        environment.put("OCF_RESOURCE_INSTANCE", call.instance().toString());
        environment.put("OCF_RESOURCE_TYPE", call.agent().type());
        call.agent().provider().ifPresent(provider -> environment.put("OCF_RESOURCE_PROVIDER", provider));
        environment.put("OCF_EXIT_REASON_PREFIX", REASON_PREFIX);
        environment.put(
                CHECK_LEVEL,
                Optional.ofNullable(call.meta().get(CHECK_LEVEL))
                        .or(() -> Optional.ofNullable(call.parameters().get(CHECK_LEVEL)))
                        .orElse("0"));
        environment.put("HA_RSCTMP", temporary.toString());
        call.parameters().forEach((name, value) -> {
            if (!name.equals(CHECK_LEVEL)) {
                environment.put("OCF_RESKEY_" + name, value);
            }
        });
        environment.put("OCF_RESKEY_crm_feature_set", FEATURE_SET);
        putMeta(environment, call);
        return environment;
    }

    private static void putMeta(Map<String, String> environment, AgentCall call) {
        Map<String, String> meta = new LinkedHashMap<>();
        meta.put("name", call.action());
        meta.put("interval", String.valueOf(call.interval().toMillis()));
        meta.put("timeout", String.valueOf(call.timeout().toMillis()));
        meta.put("on_node", call.node().value());
        meta.put("on_node_uuid", call.node().value());
        call.meta().forEach((name, value) -> {
            if (!name.equals(CHECK_LEVEL)) {
                meta.putIfAbsent(name, value);
            }
        });
        // A shell cannot name a variable with a hyphen.
        meta.forEach((name, value) -> environment.put("OCF_RESKEY_CRM_meta_" + name.replace('-', '_'), value));
    }

    /** The agent's own sentence: the last it gave, as Pacemaker takes it. */
    static String exitReason(String errors) {
        return errors.lines()
                .filter(line -> line.startsWith(REASON_PREFIX))
                .map(line -> line.substring(REASON_PREFIX.length()).strip())
                .reduce("", (_, later) -> later);
    }
}
