package crm.policy.situation;

import crm.configuration.DurationText;
import crm.model.NodeName;
import crm.policy.rule.Definition;
import crm.policy.rule.EffectiveConfiguration;
import crm.policy.rule.Operation;
import crm.state.OperationRecord;
import crm.state.ParameterDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Tells whether an operation ran with other parameters than it would run with now, by the digests that its record
 * keeps of them: MD5 sums of an XML element that has the parameters as its attributes, sorted by name.
 */
final class ParameterDigests {

    /** What became of the parameters since an operation ran. */
    enum Difference {
        NONE,
        /** Only such as the agent takes over without a restart. */
        RELOADABLE,
        NEEDS_RESTART
    }

    private static final List<String> USUALLY_PRIVATE = List.of("passwd", "password", "user");

    private final EffectiveConfiguration configuration;
    private final Function<Definition, Optional<NodeName>> host;
    private final Map<Map<String, String>, String> known = new HashMap<>();

    /** @param host where what a resource is launched in runs */
    ParameterDigests(EffectiveConfiguration configuration, Function<Definition, Optional<NodeName>> host) {
        this.configuration = configuration;
        this.host = host;
    }

    /** Nothing is said of operations whose record has no digest, and of private parameters. */
    Difference difference(Definition definition, NodeName node, OperationRecord operation) {
        Difference difference = recordedDifference(definition, node, operation);
        boolean excused = difference != Difference.NONE
                && onlyPrivateOnesDiffer(operation.digests(), parameters(definition, node, operation));
        return excused ? Difference.NONE : difference;
    }

    /** The same, where a record may have been made with private parameters that are not known here. */
    Difference recordedDifference(Definition definition, NodeName node, OperationRecord operation) {
        return operation.digests().all().isEmpty()
                ? Difference.NONE
                : compare(
                        operation.digests(),
                        parameters(definition, node, operation),
                        operation.interval(),
                        definition.settings(taskCompared(operation), operation.interval()));
    }

    private SortedMap<String, String> parameters(Definition definition, NodeName node, OperationRecord operation) {
        String task = taskCompared(operation);
        return parameters(
                definition, node, task, operation.interval(), definition.settings(task, operation.interval()));
    }

    /** What runs once is compared with what the resource was started with. */
    static String taskCompared(OperationRecord operation) {
        boolean asStart = switch (operation.task()) {
            case "monitor", "migrate_from", "promote" -> !operation.isRecurring();
            default -> false;
        };
        return asStart ? "start" : operation.task();
    }

    private SortedMap<String, String> parameters(
            Definition definition, NodeName node, String task, Duration interval, Optional<Operation> configured) {
        var parameters = new TreeMap<String, String>(definition.parametersOn(node));
        // Records have the name of the node where the container is.
        host.apply(definition).ifPresent(name -> parameters.replace("addr", Definition.HOST_ADDRESS, name.value()));
        configured.ifPresent(operation -> parameters.putAll(operation.parameters()));
        if (!interval.isZero()) {
            Duration timeout = configured
                    .flatMap(operation -> operation.option("timeout"))
                    .or(() -> Optional.ofNullable(configuration
                            .operationDefaults()
                            .of(definition.agent(), task, interval)
                            .get("timeout")))
                    .flatMap(DurationText::parse)
                    .orElse(Duration.ofSeconds(20));
            parameters.put("CRM_meta_timeout", Long.toString(timeout.toMillis()));
        }
        return parameters;
    }

    private Difference compare(
            OperationRecord.Digests digests,
            SortedMap<String, String> parameters,
            Duration interval,
            Optional<Operation> configured) {
        if (digests.restart().isPresent()) {
            var restart = new TreeMap<>(parameters);
            digests.restartParameters().ifPresent(names -> restart.keySet().retainAll(words(names)));
            if (!digests.restart().equals(Optional.of(digest(restart)))) {
                return Difference.NEEDS_RESTART;
            }
        }
        if (digests.all().equals(Optional.of(digest(parameters)))) {
            return Difference.NONE;
        }
        boolean ownParameters =
                configured.map(operation -> !operation.parameters().isEmpty()).orElse(false);
        return interval.isZero() && (ownParameters || digests.restart().isEmpty())
                ? Difference.NEEDS_RESTART
                : Difference.RELOADABLE;
    }

    /** Where passwords were taken out of what is known, their absence is no change. */
    private boolean onlyPrivateOnesDiffer(OperationRecord.Digests digests, SortedMap<String, String> parameters) {
        if (digests.secure().isEmpty()) {
            return false;
        }
        var open = new TreeMap<>(parameters);
        open.keySet()
                .removeAll(
                        digests.secureParameters().map(ParameterDigests::words).orElse(USUALLY_PRIVATE));
        if (digests.secure().equals(Optional.of(digest(open)))) {
            return true;
        }
        // Older versions left the timeout and special parameters of fence devices out.
        open.keySet().removeIf(name -> name.startsWith("CRM_meta_") || name.startsWith("pcmk_"));
        open.keySet().removeAll(List.of("provides", "stonith-timeout"));
        return digests.secure().equals(Optional.of(digest(open)));
    }

    /** The digest of all a resource's parameters on a node. */
    String of(Definition definition, NodeName node) {
        return digest(new TreeMap<>(definition.parametersOn(node)));
    }

    /** The digest of a resource's parameters that are not private. */
    String ofOpenOnes(Definition definition, NodeName node) {
        var open = new TreeMap<>(definition.parametersOn(node));
        open.keySet().removeAll(USUALLY_PRIVATE);
        return digest(open);
    }

    private static List<String> words(String names) {
        return Arrays.stream(names.strip().split("\\s+")).toList();
    }

    private String digest(SortedMap<String, String> parameters) {
        return known.computeIfAbsent(Map.copyOf(parameters), _ -> ParameterDigest.of(parameters));
    }
}
