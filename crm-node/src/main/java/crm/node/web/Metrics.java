package crm.node.web;

import crm.status.StatusView;
import crm.status.StatusView.Condition;
import crm.status.StatusView.NodeLine;
import crm.status.StatusView.ResourceLine;
import java.time.Duration;
import java.util.List;

/**
 * The status as figures for Prometheus: its text format, version 0.0.4. Names follow the exporter that ClusterLabs' users
 * know where it has one ({@code ha_cluster_pacemaker_nodes} and the like say {@code crm_} here).
 */
final class Metrics {

    private final StringBuilder text = new StringBuilder(1024);

    private Metrics() {}

    static String of(StatusView view) {
        var metrics = new Metrics();
        metrics.gauge("crm_quorum", "Whether this side may act.")
                .value("", view.quorum().held());
        metrics.gauge("crm_voters_present", "Voters that are heard of.")
                .value("", view.quorum().present());
        metrics.gauge("crm_voters_configured", "Voters there are.")
                .value("", view.quorum().configured());
        metrics.gauge("crm_busy", "Whether the cluster is carrying out a plan.").value("", view.busy());
        metrics.gauge("crm_maintenance", "Whether the whole cluster is left alone.")
                .value("", view.maintenance());
        metrics.nodes(view.nodes());
        metrics.resources(view.resources());
        metrics.gauge("crm_failures", "Operations that failed and were not cleaned up.")
                .value("", view.failures().size());
        metrics.counter("crm_incidents_total", "Incidents since the cluster was made.")
                .value("", view.incident().map(i -> i.number()).orElse(0));
        view.incident()
                .flatMap(i -> i.outage())
                .ifPresent(outage -> metrics.gauge(
                                "crm_last_outage_seconds", "How long services were away in the last incident.")
                        .value("", seconds(outage)));
        return metrics.text.toString();
    }

    private void nodes(List<NodeLine> nodes) {
        gauge("crm_node", "What a node is; 1 for the condition it is in.");
        for (NodeLine node : nodes) {
            for (Condition condition : Condition.values()) {
                String word = condition.name().toLowerCase(java.util.Locale.ROOT);
                value(labels("node", node.name().value(), "condition", word), node.condition() == condition);
            }
        }
        gauge("crm_fencing_proven_timestamp_seconds", "When a node's fence device was last proven to work.");
        for (NodeLine node : nodes) {
            node.fencingProven()
                    .filter(StatusView.Drill::succeeded)
                    .ifPresent(drill -> value(
                            labels("node", node.name().value()), drill.at().getEpochSecond()));
        }
    }

    private void resources(List<ResourceLine> resources) {
        gauge("crm_resource_active", "On how many nodes a resource is active.");
        each(resources, r -> value(labels("resource", r.id().value()), r.where().size()));
        gauge("crm_resource_failed", "Whether a resource has failed, or is blocked by a failure.");
        each(
                resources,
                r -> value(
                        labels("resource", r.id().value()),
                        r.flags().failed() || r.flags().blocked()));
    }

    private static void each(List<ResourceLine> resources, java.util.function.Consumer<ResourceLine> what) {
        for (ResourceLine resource : resources) {
            if (resource.members().isEmpty()) {
                what.accept(resource);
            } else {
                each(resource.members(), what);
            }
        }
    }

    private Metrics gauge(String name, String help) {
        return family(name, "gauge", help);
    }

    private Metrics counter(String name, String help) {
        return family(name, "counter", help);
    }

    private String family = "";

    private Metrics family(String name, String type, String help) {
        family = name;
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        return this;
    }

    private void value(String labels, boolean truth) {
        value(labels, truth ? "1" : "0");
    }

    private void value(String labels, long number) {
        value(labels, String.valueOf(number));
    }

    private void value(String labels, String number) {
        text.append(family).append(labels).append(' ').append(number).append('\n');
    }

    private static String seconds(Duration duration) {
        return String.valueOf(duration.toMillis() / 1000.0);
    }

    /** Labels from names and values in turn. */
    private static String labels(String... pairs) {
        var labels = new StringBuilder("{");
        for (int i = 0; i < pairs.length; i += 2) {
            String value =
                    pairs[i + 1].replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
            labels.append(i == 0 ? "" : ",")
                    .append(pairs[i])
                    .append("=\"")
                    .append(value)
                    .append('"');
        }
        return labels.append('}').toString();
    }
}
