package crm.policy.assembly;

import crm.configuration.DurationText;
import crm.model.NodeName;
import crm.policy.action.DraftedAction;
import crm.policy.constraint.Verb;
import crm.policy.rule.Definition;
import crm.policy.rule.EffectiveConfiguration;
import crm.policy.rule.Operation;
import crm.policy.situation.Situation;
import crm.policy.situation.Unit;
import crm.transition.Action.FencingOperation;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/** What an agent is told: parameters, and the meta attributes of the operation with defaults filled in. */
final class AgentOrders {

    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(20);

    private final EffectiveConfiguration configuration;
    private final Situation situation;

    AgentOrders(EffectiveConfiguration configuration, Situation situation) {
        this.configuration = configuration;
        this.situation = situation;
    }

    SequencedMap<String, String> parameters(DraftedAction action) {
        var parameters = new LinkedHashMap<String, String>();
        Optional<Unit> unit = unit(action);
        if (unit.isEmpty() || !(unit.get() instanceof Unit.Instance instance)) {
            return parameters;
        }
        Definition definition = instance.definition();
        parameters.putAll(action.node().map(definition::parametersOn).orElse(definition.parameters()));
        operation(definition, action).ifPresent(operation -> parameters.putAll(operation.parameters()));
        return parameters;
    }

    private Optional<Unit> unit(DraftedAction action) {
        return action.unit().isPresent()
                ? Optional.of(situation.units().get(action.unit().getAsInt()))
                : Optional.empty();
    }

    private static Optional<Operation> operation(Definition definition, DraftedAction action) {
        String name = action.verb() == Verb.CANCEL ? "monitor" : action.verb().toString();
        return definition.operations().stream()
                .filter(op -> op.name().equals(name) && op.interval().equals(action.interval()))
                .findFirst();
    }

    SequencedMap<String, String> meta(DraftedAction action) {
        var meta = new LinkedHashMap<String, String>();
        if (!action.pseudo() || action.verb() == Verb.FENCE) {
            action.node().ifPresent(node -> onNode(meta, node));
        }
        if (action.fencing().isPresent()) {
            meta.put("stonith_action", text(action.fencing().get()));
        }
        unit(action).ifPresent(unit -> {
            operationOptions(meta, unit.definition(), action);
            Duration timeout = timeout(unit.definition(), action);
            meta.put("timeout", Long.toString(timeout.toMillis()));
            instanceOptions(meta, unit);
        });
        meta.putAll(action.details());
        return meta;
    }

    static String text(FencingOperation operation) {
        return switch (operation) {
            case REBOOT -> "reboot";
            case OFF -> "off";
            case ON -> "on";
        };
    }

    private void onNode(SequencedMap<String, String> meta, NodeName node) {
        meta.put("on_node", node.value());
        meta.put("on_node_uuid", situation.node(node).facts().node().id());
    }

    private void operationOptions(SequencedMap<String, String> meta, Definition definition, DraftedAction action) {
        String name = action.verb() == Verb.CANCEL ? "monitor" : action.verb().toString();
        configuration
                .operationDefaults()
                .of(definition.agent(), name, action.interval())
                .forEach((key, value) -> meta.put(key.replace('-', '_'), value));
        operation(definition, action).ifPresent(operation -> {
            operation.options().forEach((key, value) -> meta.put(key.replace('-', '_'), value));
            meta.put("name", operation.name());
        });
        meta.remove("id");
        if (action.interval().isZero()) {
            meta.remove("interval");
        } else {
            meta.put("interval", Long.toString(action.interval().toMillis()));
        }
        Optional.ofNullable(meta.get("start_delay"))
                .flatMap(DurationText::parse)
                .ifPresent(delay -> meta.put("start_delay", Long.toString(delay.toMillis())));
    }

    /** Whatever belongs to a clone is told about it, and instances their number. */
    private void instanceOptions(SequencedMap<String, String> meta, Unit unit) {
        Optional<Unit.CloneUnit> clone = situation.cloneOf(unit);
        if (clone.isPresent()) {
            Unit.CloneOptions options = clone.get().options();
            if (unit instanceof Unit.Instance) {
                unit.id().number().ifPresent(number -> meta.put("clone", Integer.toString(number)));
            }
            meta.put("clone_max", Integer.toString(options.max()));
            meta.put("clone_node_max", Integer.toString(options.perNode()));
            meta.put("globally_unique", Boolean.toString(options.unique()));
            meta.put("notify", Boolean.toString(options.notifies()));
            if (options.promotable()) {
                for (String word : new String[] {"promoted", "master"}) {
                    meta.put(word + "_max", Integer.toString(options.promotedMax()));
                    meta.put(word + "_node_max", Integer.toString(options.promotedPerNode()));
                }
            }
        }
        if (unit instanceof Unit.Instance) {
            unit.definition()
                    .meta("container")
                    .filter(container -> !container.equals(unit.id().toString()))
                    .ifPresent(container -> meta.put("container", container));
        }
    }

    /** A probe may take as long as the most frequent monitor, unless it has a word of its own. */
    Duration timeout(Definition definition, DraftedAction action) {
        Optional<String> own = operation(definition, action).flatMap(operation -> operation.option("timeout"));
        if (own.isEmpty() && action.isProbe()) {
            own = definition.operations().stream()
                    .filter(op -> op.name().equals("monitor") && op.isRecurring() && op.enabled())
                    .min(Comparator.comparing(Operation::interval))
                    .flatMap(op -> op.option("timeout"));
        }
        String name = action.verb() == Verb.CANCEL ? "monitor" : action.verb().toString();
        return own.or(() -> Optional.ofNullable(configuration
                        .operationDefaults()
                        .of(definition.agent(), name, action.interval())
                        .get("timeout")))
                .flatMap(DurationText::parse)
                .filter(timeout -> !timeout.isZero())
                .orElse(USUAL_TIMEOUT);
    }
}
