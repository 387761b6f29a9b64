package crm.formats.status;

import crm.formats.Xml;
import crm.model.NodeName;
import crm.model.Role;
import crm.state.Attributes;
import crm.status.StatusView;
import crm.status.StatusView.Condition;
import crm.status.StatusView.NodeLine;
import crm.status.StatusView.ResourceLine;
import crm.status.StatusView.Where;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * The status in the elements and attributes of {@code crm_mon --output-as=xml}, so that what reads crm_mon reads this.
 * What the view does not know, such as call numbers of operations, is left out or said as crm_mon says unknown things.
 */
final class StatusXml {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern(
                    "EEE MMM d HH:mm:ss uuuu xx", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final StatusView view;
    private final Xml xml;

    StatusXml(StatusView view, Xml xml) {
        this.view = view;
        this.xml = xml;
    }

    void write() {
        summary();
        nodes();
        xml.open("resources");
        view.resources().forEach(this::resource);
        xml.close();
        attributes();
        failures();
        fencing();
        bans();
    }

    private static String moment(Instant at) {
        return MOMENT.format(at);
    }

    private void summary() {
        xml.open("summary");
        xml.open("stack")
                .attribute("type", "crm")
                .attribute("pacemakerd-state", "running")
                .close();
        xml.open("current_dc").attribute("present", view.leader().isPresent());
        view.leader()
                .ifPresent(leader -> xml.attribute("version", view.version())
                        .attribute("name", leader)
                        .attribute("id", id(leader))
                        .attribute("with_quorum", view.quorum().held())
                        .attribute("mixed_version", false));
        xml.close();
        xml.open("last_update")
                .attribute("time", moment(view.asOf()))
                .attribute("origin", view.self())
                .close();
        view.lastChange()
                .ifPresent(change -> xml.open("last_change")
                        .attribute("time", moment(change.at()))
                        .attribute("user", change.by())
                        .attribute("client", "crm")
                        .attribute("origin", view.self())
                        .close());
        xml.open("nodes_configured").attribute("number", view.nodes().size()).close();
        var leaves = view.resources().stream().flatMap(StatusXml::leaves).toList();
        xml.open("resources_configured")
                .attribute("number", leaves.size())
                .attribute(
                        "disabled",
                        leaves.stream().filter(l -> l.flags().disabled()).count())
                .attribute(
                        "blocked",
                        leaves.stream().filter(l -> l.flags().blocked()).count())
                .close();
        xml.open("cluster_options")
                .attribute("stonith-enabled", true)
                .attribute("symmetric-cluster", true)
                .attribute("no-quorum-policy", "stop")
                .attribute("maintenance-mode", view.maintenance())
                .attribute("stop-all-resources", false)
                .attribute("stonith-timeout-ms", 60_000)
                .attribute("priority-fencing-delay-ms", 0)
                .close();
        xml.close();
    }

    private static java.util.stream.Stream<ResourceLine> leaves(ResourceLine line) {
        return line.members().isEmpty()
                ? java.util.stream.Stream.of(line)
                : line.members().stream().flatMap(StatusXml::leaves);
    }

    /** A node's number in Pacemaker's sense; the view knows only the order. */
    private int id(NodeName name) {
        for (int i = 0; i < view.nodes().size(); i++) {
            if (view.nodes().get(i).name().equals(name)) {
                return i + 1;
            }
        }
        return 0;
    }

    private void nodes() {
        xml.open("nodes");
        for (NodeLine node : view.nodes()) {
            Condition condition = node.condition();
            boolean online = switch (condition) {
                case ONLINE, STANDBY, MAINTENANCE, PENDING -> true;
                case UNCLEAN, FENCING, OFF, OFFLINE, QUARANTINED -> false;
            };
            xml.open("node")
                    .attribute("name", node.name())
                    .attribute("id", id(node.name()))
                    .attribute("online", online)
                    .attribute("standby", condition == Condition.STANDBY)
                    .attribute("standby_onfail", false)
                    .attribute("maintenance", condition == Condition.MAINTENANCE)
                    .attribute("pending", condition == Condition.PENDING)
                    .attribute("unclean", condition == Condition.UNCLEAN || condition == Condition.FENCING)
                    .attribute("health", "green")
                    .attribute(Attributes.SHUTDOWN, false)
                    .attribute("expected_up", online)
                    .attribute("is_dc", view.leader().equals(Optional.of(node.name())))
                    .attribute("resources_running", node.runs().size())
                    .attribute("type", "member")
                    .close();
        }
        xml.close();
    }

    private void resource(ResourceLine line) {
        switch (line.kind()) {
            case "group" -> {
                xml.open("group")
                        .attribute("id", line.id())
                        .attribute("number_resources", line.members().size())
                        .attribute("maintenance", view.maintenance())
                        .attribute("managed", line.flags().managed())
                        .attribute("disabled", line.flags().disabled());
                line.members().forEach(this::resource);
                xml.close();
            }
            case "clone", "bundle" -> {
                xml.open(line.kind())
                        .attribute("id", line.id())
                        .attribute("multi_state", line.where().stream().anyMatch(w -> w.role() == Role.PROMOTED))
                        .attribute("unique", false)
                        .attribute("maintenance", view.maintenance())
                        .attribute("managed", line.flags().managed())
                        .attribute("disabled", line.flags().disabled())
                        .attribute("failed", line.flags().failed())
                        .attribute("failure_ignored", false);
                line.members().forEach(this::resource);
                xml.close();
            }
            default -> primitive(line);
        }
    }

    /** A primitive that runs on several nodes is shown once for each, as crm_mon shows the instances of a clone. */
    private void primitive(ResourceLine line) {
        if (line.where().size() > 1) {
            line.where().forEach(where -> instance(line, Optional.of(where)));
        } else {
            instance(line, line.where().stream().findFirst());
        }
    }

    private void instance(ResourceLine line, Optional<Where> where) {
        xml.open("resource")
                .attribute("id", line.id())
                .attribute("resource_agent", line.agent().orElse("unknown"))
                .attribute("role", where.map(Where::role).orElse(Role.STOPPED));
        if (line.flags().disabled()) {
            xml.attribute("target_role", Role.STOPPED);
        }
        xml.attribute("active", where.isPresent())
                .attribute("orphaned", line.flags().removed())
                .attribute("removed", line.flags().removed())
                .attribute("blocked", line.flags().blocked())
                .attribute("maintenance", view.maintenance())
                .attribute("managed", line.flags().managed())
                .attribute("failed", line.flags().failed())
                .attribute("failure_ignored", false)
                .attribute("nodes_running_on", where.isPresent() ? 1 : 0)
                .attribute("pending", line.pending().map(p -> p.task()))
                .attribute("locked_to", line.flags().lockedTo());
        where.ifPresent(w -> xml.open("node")
                .attribute("name", w.node())
                .attribute("id", id(w.node()))
                .attribute("cached", false)
                .close());
        xml.close();
    }

    private void attributes() {
        if (view.attributes().isEmpty()) {
            return;
        }
        xml.open("node_attributes");
        for (NodeLine node : view.nodes()) {
            xml.open("node").attribute("name", node.name());
            view.attributes().stream()
                    .filter(a -> a.node().equals(node.name()))
                    .forEach(a -> xml.open("attribute")
                            .attribute("name", a.name())
                            .attribute("value", a.value())
                            .close());
            xml.close();
        }
        xml.close();
    }

    private void failures() {
        if (view.failures().isEmpty()) {
            return;
        }
        xml.open("failures");
        for (var failure : view.failures()) {
            xml.open("failure")
                    .attribute(
                            "op_key",
                            failure.instance() + "_" + failure.task() + "_"
                                    + failure.interval().toMillis())
                    .attribute("node", failure.node())
                    .attribute("exitstatus", failure.exitText())
                    .attribute("exitreason", failure.exitReason())
                    .attribute("exitcode", failure.exitCode())
                    .attribute("call", 0)
                    .attribute("status", "Done")
                    .attribute("last-rc-change", moment(failure.at()))
                    .attribute("queued", 0)
                    .attribute("exec", failure.took().toMillis())
                    .attribute("interval", failure.interval().toMillis())
                    .attribute("task", failure.task())
                    .close();
        }
        xml.close();
    }

    private void fencing() {
        if (view.fencing().isEmpty()) {
            return;
        }
        xml.open("fence_history").attribute("status", 0);
        for (var event : view.fencing()) {
            String status =
                    event.succeeded().map(ok -> ok ? "success" : "failed").orElse("pending");
            xml.open("fence_event")
                    .attribute("action", event.operation())
                    .attribute("target", event.target())
                    .attribute("client", "crm")
                    .attribute("origin", event.by())
                    .attribute("status", status)
                    .attribute("delegate", event.by());
            if (status.equals("failed")) {
                xml.attribute("exit-reason", event.detail());
            }
            if (event.succeeded().isPresent()) {
                xml.attribute("completed", moment(event.at()));
            }
            xml.attribute("extended-status", status).close();
        }
        xml.close();
    }

    private void bans() {
        if (view.moves().isEmpty()) {
            return;
        }
        xml.open("bans");
        for (var move : view.moves()) {
            move.target()
                    .ifPresent(target -> xml.open("ban")
                            .attribute("id", "cli-prefer-" + move.resource())
                            .attribute("resource", move.resource())
                            .attribute("node", target)
                            .attribute("weight", 1_000_000)
                            .attribute("promoted-only", false)
                            .attribute("master_only", false)
                            .close());
        }
        xml.close();
    }
}
