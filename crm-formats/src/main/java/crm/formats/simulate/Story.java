package crm.formats.simulate;

import crm.formats.pacemaker.Changes;
import crm.model.InstanceId;
import crm.model.NodeName;
import crm.model.Role;
import crm.policy.NodeOutlook;
import crm.policy.Plan;
import crm.policy.ResourceOutlook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;

/**
 * A simulation as it is told to a person: what changes and why, in which order, and what is where afterwards.
 *
 * @param supposing clauses that complete “supposing that”
 * @param at the moment assumed
 * @param chapters one for each plan that anybody would notice
 * @param nodes what each node is and runs in the end, by name
 * @param nowhere what runs nowhere in the end, with the reason
 * @param missed operations that were to fail and never came up
 */
public record Story(
        List<String> supposing,
        Instant at,
        List<Chapter> chapters,
        List<NodeAfter> nodes,
        List<Idle> nowhere,
        List<String> missed) {

    public Story {
        supposing = List.copyOf(supposing);
        chapters = List.copyOf(chapters);
        nodes = List.copyOf(nodes);
        nowhere = List.copyOf(nowhere);
        missed = List.copyOf(missed);
    }

    /**
     * One plan and what comes of it.
     *
     * @param failed operations that fail in it, one clause each
     */
    public record Chapter(List<Change> changes, ActionChart chart, List<String> failed) {
        public Chapter {
            changes = List.copyOf(changes);
            failed = List.copyOf(failed);
        }
    }

    /**
     * Something that changes, or would have to.
     *
     * @param verb {@code move}, {@code start}, {@code fence}…
     * @param what the resource or the node
     * @param where {@code pi1 → pi2}; empty for nodes
     * @param why one plain sentence without full stop
     * @param possible false for what is needed and cannot be done
     */
    public record Change(String verb, String what, String where, String why, boolean possible) {}

    /** A node in the end: its standing in one word or two, and what it runs. */
    public record NodeAfter(NodeName node, String standing, List<String> runs) {
        public NodeAfter {
            runs = List.copyOf(runs);
        }
    }

    /** Something that runs nowhere, and why, one plain sentence without full stop. */
    public record Idle(String what, String why) {}

    /** Tells a course of events. */
    public static Story of(Course course, List<Supposition> supposing, Instant at) {
        return new Story(
                supposing.stream().map(Supposition::clause).toList(),
                at,
                course.rounds().stream().map(Story::chapter).toList(),
                course.last().nodes().stream()
                        .map(node -> node(node, course.last()))
                        .toList(),
                nowhere(course.last()),
                course.missed().stream().map(Supposition.Operation::toString).toList());
    }

    private static Chapter chapter(Course.Round round) {
        return new Chapter(
                changes(round.plan()),
                ActionChart.of(round.plan().transition()),
                round.failed().stream().map(Supposition.Operation::toString).toList());
    }

    private static List<Change> changes(Plan plan) {
        var why = new WhyChanges(plan);
        var changes = new ArrayList<Change>();
        changes.addAll(why.ofNodes());
        for (Changes.Change change : Changes.of(plan)) {
            changes.add(new Change(
                    change.verb().toLowerCase(Locale.ROOT),
                    change.instance().toString(),
                    change.details().replace("->", "→"),
                    why.of(change),
                    change.action().runnable()));
        }
        return changes;
    }

    private static NodeAfter node(NodeOutlook node, Plan plan) {
        var runs = new ArrayList<String>();
        plan.resources().forEach(resource -> collect(resource, node.name(), false, runs));
        return new NodeAfter(node.name(), standing(node), runs);
    }

    private static String standing(NodeOutlook node) {
        if (node.unclean().isPresent()) {
            return "lost, not fenced";
        }
        if (!node.online()) {
            return "off";
        }
        if (node.pending()) {
            return "joining";
        }
        return node.standby() ? "standby" : node.maintenance() ? "maintenance" : "online";
    }

    /** Copies that are all alike go by one name. */
    private static void collect(ResourceOutlook resource, NodeName node, boolean alike, List<String> found) {
        if (resource.shape() == ResourceOutlook.Shape.PRIMITIVE
                && resource.active().contains(node)) {
            found.add(name(resource.id(), alike) + (resource.role() == Role.PROMOTED ? " (promoted)" : ""));
        }
        boolean inside = alike
                || (resource.shape() == ResourceOutlook.Shape.CLONE
                        && !"true".equals(resource.meta().get("globally-unique")));
        resource.children().forEach(child -> collect(child, node, inside, found));
    }

    private static String name(InstanceId id, boolean alike) {
        return alike ? id.resource().value() : id.toString();
    }

    private static List<Idle> nowhere(Plan plan) {
        var why = new WhyChanges(plan);
        SequencedMap<String, String> idle = new LinkedHashMap<>();
        for (ResourceOutlook resource : plan.resources()) {
            idle(resource, false, why, idle);
        }
        return idle.entrySet().stream()
                .map(entry -> new Idle(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Of a clone, that there are fewer copies than there might be is no news while there is one. */
    private static void idle(
            ResourceOutlook resource, boolean copy, WhyChanges why, SequencedMap<String, String> found) {
        if (resource.shape() == ResourceOutlook.Shape.CLONE) {
            if (resource.children().stream().noneMatch(Story::active)) {
                resource.children().stream().findFirst().ifPresent(child -> idle(child, true, why, found));
            }
        } else if (!resource.children().isEmpty()) {
            resource.children().forEach(child -> idle(child, copy, why, found));
        } else if (resource.shape() == ResourceOutlook.Shape.PRIMITIVE
                && resource.active().isEmpty()) {
            found.put(name(resource.id(), copy), why.idle(resource.id()));
        }
    }

    private static boolean active(ResourceOutlook resource) {
        return !resource.active().isEmpty() || resource.children().stream().anyMatch(Story::active);
    }

    /** Whether nothing would be done at all. */
    public boolean quiet() {
        return chapters.stream()
                .allMatch(chapter ->
                        chapter.changes().isEmpty() && chapter.chart().boxes().isEmpty());
    }
}
