package crm.configuration;

import crm.model.Score;
import crm.model.Settings;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Cluster options with their defaults (Pacemaker Explained, “Cluster Options”). Options that Pacemaker renamed are
 * found under both names; the newer one wins.
 *
 * @param values as configured, under whichever name
 */
public record ClusterOptions(SequencedMap<String, String> values) {

    public ClusterOptions {
        values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
    }

    /** The options that hold whatever the time is. */
    public static ClusterOptions of(Settings settings) {
        return new ClusterOptions(settings.unconditional());
    }

    /** What is done while the quorum is lost. */
    public enum NoQuorumPolicy {
        STOP,
        FREEZE,
        IGNORE,
        DEMOTE,
        FENCE
    }

    /** How nodes are chosen where several are equally good. */
    public enum PlacementStrategy {
        DEFAULT,
        UTILIZATION,
        MINIMAL,
        BALANCED
    }

    /** The value under this name or under its older or newer twin. */
    public Optional<String> get(String name) {
        String direct = values.get(name);
        if (direct != null) {
            return Optional.of(direct);
        }
        return OptionNames.twin(name).map(values::get);
    }

    public boolean flag(String name, boolean otherwise) {
        return get(name).flatMap(ClusterOptions::parseFlag).orElse(otherwise);
    }

    public Duration duration(String name, Duration otherwise) {
        return get(name).flatMap(DurationText::parse).orElse(otherwise);
    }

    public int number(String name, int otherwise) {
        return get(name).flatMap(Score::parse).map(Score::value).orElse(otherwise);
    }

    /** Reads a boolean as configurations write it: {@code true}, {@code on}, {@code yes}, {@code 1} and opposites. */
    public static Optional<Boolean> parseFlag(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "on", "yes", "y", "1" -> Optional.of(true);
            case "false", "off", "no", "n", "0" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static final Map<String, NoQuorumPolicy> POLICIES = Map.of(
            "stop", NoQuorumPolicy.STOP,
            "freeze", NoQuorumPolicy.FREEZE,
            "ignore", NoQuorumPolicy.IGNORE,
            "demote", NoQuorumPolicy.DEMOTE,
            "fence", NoQuorumPolicy.FENCE,
            "suicide", NoQuorumPolicy.FENCE);

    /** Default: stop. */
    public NoQuorumPolicy noQuorumPolicy() {
        NoQuorumPolicy policy =
                get("no-quorum-policy").map(text -> POLICIES.get(text)).orElse(NoQuorumPolicy.STOP);
        // A node cannot be fenced where fencing is switched off.
        return policy == NoQuorumPolicy.FENCE && !fencingEnabled() ? NoQuorumPolicy.STOP : policy;
    }

    public PlacementStrategy placementStrategy() {
        return switch (get("placement-strategy").orElse("default")) {
            case "utilization" -> PlacementStrategy.UTILIZATION;
            case "minimal" -> PlacementStrategy.MINIMAL;
            case "balanced" -> PlacementStrategy.BALANCED;
            default -> PlacementStrategy.DEFAULT;
        };
    }

    public boolean fencingEnabled() {
        return flag("fencing-enabled", true);
    }

    /** {@code reboot} or {@code off}. */
    public String fencingAction() {
        String action = get("fencing-action").orElse("reboot");
        return action.equals("poweroff") ? "off" : action;
    }

    public Duration fencingTimeout() {
        return duration("fencing-timeout", Duration.ofSeconds(60));
    }

    public int fencingMaxAttempts() {
        return number("fencing-max-attempts", 10);
    }

    /** How often a node is switched off within ten minutes before it stays off; our own option, 0 means for ever. */
    public int fencingQuarantineAfter() {
        return number("fencing-quarantine-after", 3);
    }

    public Optional<Duration> fencingWatchdogTimeout() {
        return get("fencing-watchdog-timeout").flatMap(DurationText::parse).filter(d -> !d.isZero());
    }

    public boolean haveWatchdog() {
        return flag("have-watchdog", false);
    }

    public boolean concurrentFencing() {
        return flag("concurrent-fencing", true);
    }

    public boolean startupFencing() {
        return flag("startup-fencing", true);
    }

    public Duration priorityFencingDelay() {
        return duration("priority-fencing-delay", Duration.ZERO);
    }

    public Duration nodePendingTimeout() {
        return duration("node-pending-timeout", Duration.ZERO);
    }

    public boolean symmetricCluster() {
        return flag("symmetric-cluster", true);
    }

    public boolean maintenanceMode() {
        return flag("maintenance-mode", false);
    }

    public boolean stopAllResources() {
        return flag("stop-all-resources", false);
    }

    /** Whether resources known from histories only are stopped. */
    public boolean stopRemovedResources() {
        return flag("stop-removed-resources", true);
    }

    /** Whether recurring operations known from histories only are cancelled. */
    public boolean cancelRemovedActions() {
        return flag("cancel-removed-actions", true);
    }

    public boolean startFailureIsFatal() {
        return flag("start-failure-is-fatal", true);
    }

    public boolean startupProbes() {
        return flag("enable-startup-probes", true);
    }

    public boolean shutdownLock() {
        return flag("shutdown-lock", false);
    }

    public Duration shutdownLockLimit() {
        return duration("shutdown-lock-limit", Duration.ZERO);
    }

    public Duration clusterDelay() {
        return duration("cluster-delay", Duration.ofSeconds(60));
    }

    public Duration recheckInterval() {
        return duration("cluster-recheck-interval", Duration.ofMinutes(15));
    }

    /** How many actions may run at once in the whole cluster; zero means no limit. */
    public int batchLimit() {
        return number("batch-limit", 0);
    }

    /** How many live migrations may run at once on a node; negative means no limit. */
    public int migrationLimit() {
        return number("migration-limit", -1);
    }

    public String nodeHealthStrategy() {
        return get("node-health-strategy").orElse("none");
    }

    /** The score of a health colour: {@code red}, {@code yellow} or {@code green}. */
    public Score healthScore(String colour) {
        int usual = colour.equals("red") ? Score.NEVER.value() : 0;
        return Score.of(number("node-health-" + colour, usual));
    }

    public Score healthBase() {
        return Score.of(number("node-health-base", 0));
    }

    public String clusterName() {
        return get("cluster-name").orElse("");
    }
}
