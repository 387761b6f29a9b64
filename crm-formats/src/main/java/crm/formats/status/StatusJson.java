package crm.formats.status;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.journal.Incident;
import crm.status.StatusView;
import crm.status.StatusView.NodeLine;
import crm.status.StatusView.ResourceLine;

/** The status as JSON; names as in {@link StatusView}, words in lower case. */
final class StatusJson {

    private StatusJson() {}

    static void fill(ObjectNode json, StatusView view) {
        json.put("cluster", view.cluster())
                .put("self", view.self().value())
                .put("as-of", view.asOf().toString());
        view.leader().ifPresent(leader -> json.put("leader", leader.value()));
        json.put("term", view.term()).put("version", view.version());
        json.putObject("quorum")
                .put("held", view.quorum().held())
                .put("present", view.quorum().present())
                .put("configured", view.quorum().configured())
                .put("needed", view.quorum().needed());
        view.lastChange()
                .ifPresent(change -> json.putObject("last-change")
                        .put("at", change.at().toString())
                        .put("by", change.by())
                        .put("summary", change.summary()));
        json.put("maintenance", view.maintenance()).put("busy", view.busy()).put("headline", view.headline());
        ArrayNode notices = json.putArray("notices");
        view.notices()
                .forEach(n -> notices.addObject()
                        .put("gravity", AnswerJson.word(n.gravity()))
                        .put("sentence", n.sentence()));
        ArrayNode nodes = json.putArray("nodes");
        view.nodes().forEach(node -> node(nodes.addObject(), node));
        ArrayNode resources = json.putArray("resources");
        view.resources().forEach(resource -> resource(resources.addObject(), resource));
        troubles(json, view);
        view.incident().ifPresent(incident -> incident(json.putObject("incident"), incident));
    }

    private static void node(ObjectNode json, NodeLine node) {
        json.put("name", node.name().value())
                .put("witness", node.witness())
                .put("condition", AnswerJson.word(node.condition()))
                .put("sentence", node.sentence());
        AnswerJson.strings(
                json, "runs", node.runs().stream().map(Object::toString).toList());
        node.fencingProven()
                .ifPresent(drill -> json.putObject("fencing-proven")
                        .put("at", drill.at().toString())
                        .put("took-ms", drill.took().toMillis())
                        .put("succeeded", drill.succeeded()));
        node.previousLife().ifPresent(why -> json.put("previous-life", why));
    }

    private static void resource(ObjectNode json, ResourceLine resource) {
        json.put("id", resource.id().value()).put("kind", resource.kind());
        resource.agent().ifPresent(agent -> json.put("agent", agent));
        ArrayNode where = json.putArray("where");
        resource.where()
                .forEach(w -> where.addObject()
                        .put("instance", w.instance().toString())
                        .put("node", w.node().value())
                        .put("role", w.role().toString()));
        json.put("managed", resource.flags().managed())
                .put("disabled", resource.flags().disabled())
                .put("failed", resource.flags().failed())
                .put("blocked", resource.flags().blocked())
                .put("removed", resource.flags().removed());
        resource.flags().lockedTo().ifPresent(node -> json.put("locked-to", node.value()));
        resource.pending()
                .ifPresent(p -> json.putObject("pending")
                        .put("task", p.task())
                        .put("node", p.node().value())
                        .put("since", p.since().toString()));
        json.put("why", resource.why());
        ArrayNode members = json.putArray("members");
        resource.members().forEach(member -> resource(members.addObject(), member));
    }

    private static void troubles(ObjectNode json, StatusView view) {
        ArrayNode failures = json.putArray("failures");
        view.failures()
                .forEach(f -> failures.addObject()
                        .put("instance", f.instance().toString())
                        .put("task", f.task())
                        .put("interval-ms", f.interval().toMillis())
                        .put("node", f.node().value())
                        .put("exit-code", f.exitCode())
                        .put("exit-text", f.exitText())
                        .put("exit-reason", f.exitReason())
                        .put("at", f.at().toString())
                        .put("took-ms", f.took().toMillis()));
        ArrayNode fencing = json.putArray("fencing");
        view.fencing().forEach(f -> {
            ObjectNode one = fencing.addObject()
                    .put("target", f.target().value())
                    .put("operation", f.operation())
                    .put("by", f.by().value())
                    .put("at", f.at().toString());
            f.succeeded().ifPresent(s -> one.put("succeeded", s));
            one.put("detail", f.detail());
        });
        ArrayNode moves = json.putArray("moves");
        view.moves().forEach(m -> {
            ObjectNode one = moves.addObject().put("resource", m.resource().value());
            m.target().ifPresent(t -> one.put("target", t.value()));
            one.put("since", m.since().toString()).put("clears", m.clears());
        });
        ArrayNode attributes = json.putArray("attributes");
        view.attributes()
                .forEach(a -> attributes
                        .addObject()
                        .put("node", a.node().value())
                        .put("name", a.name())
                        .put("value", a.value()));
    }

    static void incident(ObjectNode json, Incident incident) {
        json.put("number", incident.number())
                .put("title", incident.title())
                .put("trigger", incident.trigger().toString())
                .put("sentence", incident.sentence());
        incident.victim().ifPresent(v -> json.put("victim", v.value()));
        incident.outage().ifPresent(o -> json.put("outage-ms", o.toMillis()));
        incident.ended().ifPresent(e -> json.put("ended", e.toString()));
        ArrayNode lines = json.putArray("lines");
        incident.lines()
                .forEach(line -> lines.addObject()
                        .put("at", line.at().toString())
                        .put("kind", AnswerJson.word(line.kind()))
                        .put("text", line.text()));
    }
}
