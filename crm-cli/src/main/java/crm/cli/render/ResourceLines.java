package crm.cli.render;

import crm.model.NodeName;
import crm.model.Role;
import crm.status.StatusView;
import crm.status.StatusView.Condition;
import crm.status.StatusView.ResourceLine;
import crm.status.StatusView.Where;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The list of resources in a status. */
final class ResourceLines {

    private final StatusView view;
    private final Page page;

    ResourceLines(StatusView view, Page page) {
        this.view = view;
        this.page = page;
    }

    void write() {
        page.section("Full List of Resources:");
        if (view.resources().isEmpty()) {
            page.item("No resources");
        }
        view.resources().forEach(line -> resource(line, 1));
        page.gap();
    }

    void resource(ResourceLine line, int depth) {
        switch (line.kind()) {
            case "group" -> {
                page.item(depth, "Resource Group: " + line.id() + ":" + flags(line));
                line.members().forEach(member -> resource(member, depth + 1));
                remark(line, depth);
            }
            case "clone" -> cloneSet(line, depth);
            case "bundle" -> {
                page.item(depth, "Container bundle: " + line.id() + ":" + flags(line));
                line.members().forEach(member -> resource(member, depth + 1));
                remark(line, depth);
            }
            default -> {
                page.item(depth, line.id() + "\t(" + line.agent().orElse("?") + "):\t " + state(line) + flags(line));
                remark(line, depth);
            }
        }
    }

    /** Whoever is not where it should be gets its reason at once; the rest is told by {@code crm explain}. */
    private void remark(ResourceLine line, int depth) {
        boolean nowhere = line.where().isEmpty() && line.members().isEmpty();
        if (nowhere || line.flags().failed() || line.flags().blocked()) {
            page.line("  ".repeat(depth + 2) + line.why());
        }
    }

    private String state(ResourceLine line) {
        String where = line.where().isEmpty()
                ? page.ink().attention(Role.STOPPED.toString())
                        + line.flags().lockedTo().map(node -> " " + node).orElse("")
                : String.join(", ", line.where().stream().map(this::roleOn).toList());
        String failed = line.flags().failed() ? page.ink().bad("FAILED") + " " : "";
        return failed
                + line.pending().map(p -> doing(p.task()) + " " + p.node()).orElse(where);
    }

    private String roleOn(Where where) {
        return page.ink().good(where.role().toString()) + " " + where.node();
    }

    private static String doing(String task) {
        return switch (task) {
            case "start" -> "Starting";
            case "stop" -> "Stopping";
            case "promote" -> "Promoting";
            case "demote" -> "Demoting";
            case "monitor" -> "Monitoring";
            case "migrate_to", "migrate_from" -> "Migrating";
            default -> task.substring(0, 1).toUpperCase(Locale.ROOT) + task.substring(1);
        };
    }

    private String flags(ResourceLine line) {
        var words = new ArrayList<String>();
        var flags = line.flags();
        if (flags.lockedTo().isPresent()) {
            words.add("LOCKED");
        }
        if (flags.disabled()) {
            words.add("disabled");
        }
        if (flags.blocked()) {
            words.add("blocked");
        }
        if (!flags.managed()) {
            words.add(view.maintenance() ? "maintenance" : "unmanaged");
        }
        if (flags.removed()) {
            words.add("removed");
        }
        return words.isEmpty() ? "" : " " + page.ink().attention("(" + String.join(", ", words) + ")");
    }

    private void cloneSet(ResourceLine line, int depth) {
        String child = line.members().stream()
                .findFirst()
                .map(m -> " [" + m.id() + "]")
                .orElse("");
        boolean promotable =
                line.where().stream().anyMatch(w -> w.role() == Role.PROMOTED || w.role() == Role.UNPROMOTED);
        page.item(depth, "Clone Set: " + line.id() + child + (promotable ? " (promotable)" : "") + ":" + flags(line));
        for (Role role : List.of(Role.PROMOTED, Role.UNPROMOTED, Role.STARTED)) {
            nodes(role, on(line, role), depth + 1);
        }
        var idle = view.nodes().stream()
                .filter(n -> !n.witness() && n.condition() != Condition.ONLINE)
                .map(StatusView.NodeLine::name)
                .filter(n -> line.where().stream().noneMatch(w -> w.node().equals(n)))
                .toList();
        nodes(Role.STOPPED, line.where().isEmpty() ? runners() : idle, depth + 1);
        line.members().stream()
                .filter(m -> m.flags().failed() || m.flags().blocked())
                .forEach(m -> resource(m, depth + 1));
        remark(line, depth);
    }

    private List<NodeName> runners() {
        return view.nodes().stream()
                .filter(n -> !n.witness())
                .map(StatusView.NodeLine::name)
                .toList();
    }

    private static List<NodeName> on(ResourceLine line, Role role) {
        return line.where().stream()
                .filter(w -> w.role() == role)
                .map(Where::node)
                .distinct()
                .sorted()
                .toList();
    }

    private void nodes(Role role, List<NodeName> nodes, int depth) {
        if (!nodes.isEmpty()) {
            String list =
                    "[ " + String.join(" ", nodes.stream().map(NodeName::value).toList()) + " ]";
            page.item(
                    depth,
                    role + ": "
                            + (role == Role.STOPPED
                                    ? page.ink().attention(list)
                                    : page.ink().good(list)));
        }
    }
}
