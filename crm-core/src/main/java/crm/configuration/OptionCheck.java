package crm.configuration;

import crm.model.Role;
import crm.model.Score;
import crm.model.Settings;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Checks names and values of cluster options, meta attributes and options of operations. */
final class OptionCheck {

    private enum Kind {
        FLAG("true or false", text -> ClusterOptions.parseFlag(text).isPresent()),
        TIME("a length of time such as 20s", text -> DurationText.parse(text).isPresent()),
        SCORE("a whole number or INFINITY", text -> Score.parse(text).isPresent()),
        ROLE(
                "Started, Stopped, Promoted or Unpromoted",
                text -> Role.parse(text).isPresent()),
        QUORUM(
                "stop, freeze, ignore, demote or fence",
                List.of("stop", "freeze", "ignore", "demote", "fence", "suicide")::contains),
        POWER("reboot or off", List.of("reboot", "off", "poweroff")::contains),
        PLACEMENT(
                "default, utilization, minimal or balanced",
                List.of("default", "utilization", "minimal", "balanced")::contains),
        REQUIRES(
                "nothing, quorum, fencing or unfencing",
                List.of("nothing", "quorum", "fencing", "unfencing")::contains),
        ACTIVE(
                "block, stop_only, stop_start or stop_unexpected",
                List.of("block", "stop_only", "stop_start", "stop_unexpected")::contains),
        HEALTH(
                "none, migrate-on-red, only-green, progressive or custom",
                List.of("none", "migrate-on-red", "only-green", "progressive", "custom")::contains),
        ON_FAIL(
                "ignore, block, stop, demote, restart, fence, standby or restart-container",
                List.of("ignore", "block", "stop", "demote", "restart", "fence", "standby", "restart-container")
                        ::contains),
        ANY("anything", _ -> true);

        private final String words;

        @SuppressWarnings("ImmutableEnumChecker") // these predicates hold nothing
        private final Predicate<String> fits;

        Kind(String words, Predicate<String> fits) {
            this.words = words;
            this.fits = fits;
        }
    }

    private static final Map<String, Kind> CLUSTER = Map.ofEntries(
            Map.entry("no-quorum-policy", Kind.QUORUM),
            Map.entry("fencing-enabled", Kind.FLAG),
            Map.entry("fencing-action", Kind.POWER),
            Map.entry("fencing-timeout", Kind.TIME),
            Map.entry("fencing-max-attempts", Kind.SCORE),
            Map.entry("fencing-quarantine-after", Kind.SCORE),
            Map.entry("fencing-watchdog-timeout", Kind.TIME),
            Map.entry("fencing-reaction", Kind.ANY),
            Map.entry("concurrent-fencing", Kind.FLAG),
            Map.entry("priority-fencing-delay", Kind.TIME),
            Map.entry("startup-fencing", Kind.FLAG),
            Map.entry("node-pending-timeout", Kind.TIME),
            Map.entry("have-watchdog", Kind.FLAG),
            Map.entry("symmetric-cluster", Kind.FLAG),
            Map.entry("maintenance-mode", Kind.FLAG),
            Map.entry("stop-all-resources", Kind.FLAG),
            Map.entry("stop-removed-resources", Kind.FLAG),
            Map.entry("cancel-removed-actions", Kind.FLAG),
            Map.entry("start-failure-is-fatal", Kind.FLAG),
            Map.entry("enable-startup-probes", Kind.FLAG),
            Map.entry("cluster-recheck-interval", Kind.TIME),
            Map.entry("cluster-delay", Kind.TIME),
            Map.entry("dc-deadtime", Kind.TIME),
            Map.entry("election-timeout", Kind.TIME),
            Map.entry("shutdown-escalation", Kind.TIME),
            Map.entry("transition-delay", Kind.TIME),
            Map.entry("join-integration-timeout", Kind.TIME),
            Map.entry("join-finalization-timeout", Kind.TIME),
            Map.entry("batch-limit", Kind.SCORE),
            Map.entry("migration-limit", Kind.SCORE),
            Map.entry("load-threshold", Kind.ANY),
            Map.entry("node-action-limit", Kind.SCORE),
            Map.entry("node-health-strategy", Kind.HEALTH),
            Map.entry("node-health-base", Kind.SCORE),
            Map.entry("node-health-green", Kind.SCORE),
            Map.entry("node-health-yellow", Kind.SCORE),
            Map.entry("node-health-red", Kind.SCORE),
            Map.entry("placement-strategy", Kind.PLACEMENT),
            Map.entry("shutdown-lock", Kind.FLAG),
            Map.entry("shutdown-lock-limit", Kind.TIME),
            Map.entry("enable-acl", Kind.FLAG),
            Map.entry("pe-error-series-max", Kind.SCORE),
            Map.entry("pe-warn-series-max", Kind.SCORE),
            Map.entry("pe-input-series-max", Kind.SCORE),
            Map.entry("cluster-ipc-limit", Kind.SCORE),
            Map.entry("cluster-infrastructure", Kind.ANY),
            Map.entry("dc-version", Kind.ANY),
            Map.entry("last-lrm-refresh", Kind.ANY),
            Map.entry("cluster-name", Kind.ANY));

    private static final Map<String, Kind> META = Map.ofEntries(
            Map.entry("priority", Kind.SCORE),
            Map.entry("critical", Kind.FLAG),
            Map.entry("target-role", Kind.ROLE),
            Map.entry("is-managed", Kind.FLAG),
            Map.entry("maintenance", Kind.FLAG),
            Map.entry("resource-stickiness", Kind.SCORE),
            Map.entry("requires", Kind.REQUIRES),
            Map.entry("migration-threshold", Kind.SCORE),
            Map.entry("failure-timeout", Kind.TIME),
            Map.entry("multiple-active", Kind.ACTIVE),
            Map.entry("allow-migrate", Kind.FLAG),
            Map.entry("allow-unhealthy-nodes", Kind.FLAG));

    private static final Map<String, Kind> OPERATION = Map.ofEntries(
            Map.entry("timeout", Kind.TIME),
            Map.entry("on-fail", Kind.ON_FAIL),
            Map.entry("enabled", Kind.FLAG),
            Map.entry("role", Kind.ROLE),
            Map.entry("record-pending", Kind.FLAG),
            Map.entry("start-delay", Kind.TIME));

    private final List<Problem> problems;

    OptionCheck(List<Problem> problems) {
        this.problems = problems;
    }

    void cluster(Settings options) {
        each(options, (name, value) -> {
            String place = "options › " + name;
            Kind kind = CLUSTER.get(name);
            if (kind == null) {
                kind = OptionNames.twin(name).map(CLUSTER::get).orElse(null);
            }
            if (kind == null) {
                List<String> known = CLUSTER.keySet().stream().sorted().toList();
                problems.add(Problem.warning(
                        place,
                        "There is no cluster option called “" + name + "”.",
                        ConfigurationCheck.suggestion(name, known, "Remove it: it has no effect.")));
            } else {
                value(place, value, kind);
                WithoutEffect.option(place, name, value).ifPresent(problems::add);
            }
        });
    }

    /** Meta attributes may have any name; known ones must have sensible values, and near misses are told. */
    void meta(Settings meta, String above) {
        each(meta, (name, value) -> {
            Kind kind = META.get(name);
            if (kind != null) {
                value(above + " › " + name, value, kind);
            }
        });
    }

    void operation(Settings options, String above) {
        each(options, (name, value) -> {
            Kind kind = OPERATION.get(name);
            if (kind != null) {
                value(above + " › " + name, value, kind);
            }
        });
    }

    private interface Entry {
        void check(String name, String value);
    }

    private static void each(Settings settings, Entry entry) {
        settings.sets().forEach(set -> set.values().forEach(entry::check));
    }

    private void value(String place, String value, Kind kind) {
        if (!kind.fits.test(value)) {
            problems.add(Problem.error(place, "“" + value + "” is not possible here.", "Write " + kind.words + "."));
        }
    }
}
