package crm.policy.situation;

import crm.configuration.ClusterOptions;
import crm.model.OnFail;
import crm.model.Role;
import crm.policy.rule.Definition;
import crm.policy.rule.EffectiveConfiguration;
import crm.policy.rule.Operation;
import java.time.Duration;
import java.util.Optional;

/** What the configuration wants done when an operation fails. */
final class FailurePolicy {

    private final EffectiveConfiguration configuration;
    private final boolean unfences;

    FailurePolicy(EffectiveConfiguration configuration) {
        this.configuration = configuration;
        this.unfences = configuration.definitions().values().stream().anyMatch(Definition::unfences);
    }

    /** Whether any device unfences nodes, so that whoever says nothing else waits for that. */
    boolean unfences() {
        return unfences;
    }

    Recovery recovery(Definition definition, String task, Duration interval) {
        Optional<String> word = word(definition, task, interval);
        if (word.isPresent()) {
            Optional<Recovery> chosen = chosen(word.get(), definition, task, interval);
            if (chosen.isPresent()) {
                return chosen.get();
            }
        }
        if (definition.launcher().isPresent()) {
            return Recovery.RESTART_CONTAINER;
        }
        if (losesConnection(definition, task, interval)) {
            return definition.flag("is-managed", true) ? Recovery.RESET_REMOTE : Recovery.STOP;
        }
        if (task.equals("stop")) {
            return fencingEnabled() ? Recovery.FENCE : Recovery.BLOCK;
        }
        return Recovery.RESTART;
    }

    /** A probe is expected to fail, and a failed start means that there was no connection to lose. */
    private static boolean losesConnection(Definition definition, String task, Duration interval) {
        boolean probe = task.equals("monitor") && interval.isZero();
        return definition.isRemoteConnection() && !probe && !task.equals("start");
    }

    private boolean fencingEnabled() {
        return configuration.options().fencingEnabled();
    }

    private Optional<String> word(Definition definition, String task, Duration interval) {
        Optional<String> own = definition
                .settings(task, interval)
                .flatMap(operation -> operation.option("on-fail"))
                .or(() -> Optional.ofNullable(configuration
                        .operationDefaults()
                        .of(definition.agent(), task, interval)
                        .get("on-fail")));
        if (own.isEmpty() && task.equals("demote")) {
            // A failed demotion leaves a promoted instance behind: what its monitor wants holds for it too.
            return definition.operations().stream()
                    .filter(op -> op.name().equals("monitor") && op.isRecurring() && op.enabled())
                    .filter(op -> op.role().equals(Optional.of(Role.PROMOTED)))
                    .flatMap(op -> op.option("on-fail").stream())
                    .filter(text -> !text.equals("demote"))
                    .findFirst();
        }
        return own;
    }

    private Optional<Recovery> chosen(String word, Definition definition, String task, Duration interval) {
        return switch (word) {
            case "nothing" -> Optional.of(Recovery.IGNORE);
            case "suicide", "fence" -> Optional.of(fencingEnabled() ? Recovery.FENCE : Recovery.STOP);
            case "migrate" -> Optional.of(Recovery.BAN);
            case "restart-container" -> definition.launcher().map(_ -> Recovery.RESTART_CONTAINER);
            case "demote" -> mayDemote(definition, task, interval) ? Optional.of(Recovery.DEMOTE) : Optional.empty();
            default -> OnFail.parse(word).map(Recovery::of);
        };
    }

    /** Demotion answers failures of the promoted role only. */
    private static boolean mayDemote(Definition definition, String task, Duration interval) {
        return task.equals("promote")
                || definition
                        .operation(task, interval)
                        .filter(Operation::isRecurring)
                        .flatMap(Operation::role)
                        .equals(Optional.of(Role.PROMOTED));
    }

    /** The highest role the resource may have after the failure. */
    static Role roleAfter(Recovery recovery, Definition definition, String task) {
        // A connection that is to be left alone for a while comes up nowhere in that time.
        boolean waits = recovery == Recovery.RESET_REMOTE
                && !definition.reconnectInterval().isZero();
        if (recovery == Recovery.STOP || waits) {
            return Role.STOPPED;
        }
        return task.equals("promote") ? Role.UNPROMOTED : Role.STARTED;
    }

    /** What a resource's start and promotion wait for. */
    Requires requires(Definition definition) {
        ClusterOptions options = configuration.options();
        Optional<Requires> stated = definition.meta("requires").flatMap(text -> switch (text) {
            case "nothing" -> Optional.of(Requires.NOTHING);
            case "quorum" -> Optional.of(Requires.QUORUM);
            case "fencing" -> Optional.of(options.fencingEnabled() ? Requires.FENCING : Requires.QUORUM);
            case "unfencing" ->
                Optional.of(definition.isFencing() || !options.fencingEnabled() ? Requires.QUORUM : Requires.UNFENCING);
            default -> Optional.empty();
        });
        if (stated.isPresent()) {
            return stated.get();
        }
        if (definition.isFencing() || definition.isRemoteConnection()) {
            return Requires.QUORUM;
        }
        if (unfences) {
            return options.fencingEnabled() ? Requires.UNFENCING : Requires.QUORUM;
        }
        if (options.fencingEnabled()) {
            return Requires.FENCING;
        }
        return options.noQuorumPolicy() == ClusterOptions.NoQuorumPolicy.IGNORE ? Requires.NOTHING : Requires.QUORUM;
    }
}
