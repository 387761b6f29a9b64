package crm.cli.render;

import crm.model.NodeName;
import crm.status.StatusView;
import crm.status.StatusView.Condition;
import crm.status.StatusView.NodeLine;
import java.time.ZoneId;
import java.util.List;

/**
 * The status as {@code crm_mon -1 -r} lays it out, so that who knows Pacemaker finds everything where it was: above it
 * one sentence for everybody and what deserves attention, and in their places what Pacemaker does not know.
 *
 * @param view what is shown
 * @param ink whether colours may be used
 * @param zone in which times are told
 */
public record StatusText(StatusView view, Ink ink, ZoneId zone) {

    /** Which parts are wanted. */
    public enum Part {
        HEADLINE,
        SUMMARY,
        NODES,
        RESOURCES,
        TROUBLE
    }

    /** Everything. */
    public String text() {
        return text(List.of(Part.values()));
    }

    /** Some parts, in the order of {@link Part}. */
    public String text(List<Part> parts) {
        var page = new Page(ink);
        for (Part part : Part.values()) {
            if (parts.contains(part)) {
                write(page, part);
            }
        }
        return page.text();
    }

    private void write(Page page, Part part) {
        switch (part) {
            case HEADLINE -> headline(page);
            case SUMMARY -> summary(page);
            case NODES -> nodes(page);
            case RESOURCES -> new ResourceLines(view, page).write();
            case TROUBLE -> new TroubleLines(view, page, new Times(zone)).write();
        }
    }

    private void headline(Page page) {
        if (!view.headline().isBlank()) {
            page.line(ink.bold(view.headline()));
        }
        for (var notice : view.notices()) {
            page.line(
                    switch (notice.gravity()) {
                        case ALARM -> ink.bad("ALARM: " + notice.sentence());
                        case WARNING -> ink.attention("Warning: " + notice.sentence());
                        case NOTE -> "Note: " + notice.sentence();
                    });
        }
        page.gap();
    }

    private void summary(Page page) {
        var times = new Times(zone);
        page.section("Cluster Summary:");
        page.item("Stack: crm (" + view.cluster() + ")");
        page.item("Current DC: " + dc());
        page.item("Last updated: " + times.moment(view.asOf()) + " on " + view.self());
        view.lastChange()
                .ifPresent(change -> page.item("Last change:  " + times.moment(change.at()) + " by " + change.by()
                        + (change.summary().isBlank() ? "" : ": " + change.summary())));
        page.item(view.nodes().size() + plural(" node", view.nodes().size()) + " configured");
        var count = ResourceCount.of(view.resources());
        page.item(count.all() + plural(" resource instance", count.all()) + " configured" + remarks(count));
        if (view.busy()) {
            page.item("The cluster is at work: see what is Starting or Stopping below");
        }
        if (view.maintenance()) {
            page.gap();
            page.line(ink.attention("              *** Resource management is DISABLED ***"));
            page.line("  The cluster will not attempt to start, stop or recover services");
        }
        page.gap();
    }

    private String dc() {
        var quorum = view.quorum();
        String voters = " (" + quorum.present() + " of " + quorum.configured() + " voters)";
        String partition = quorum.held()
                ? "partition with quorum" + voters
                : ink.bad("partition WITHOUT quorum") + voters + ", " + quorum.needed() + " needed";
        String leader = view.leader().map(NodeName::value).orElse(ink.bad("NONE"));
        return leader + " (version " + view.version() + ") - " + partition;
    }

    private String remarks(ResourceCount count) {
        return (count.disabled() > 0 ? " (" + count.disabled() + " " + ink.attention("DISABLED") + ")" : "")
                + (count.blocked() > 0
                        ? " (" + count.blocked() + " " + ink.bad("BLOCKED") + " from further action due to failure)"
                        : "");
    }

    private void nodes(Page page) {
        page.section("Node List:");
        for (NodeLine node : view.nodes()) {
            if (single(node)) {
                page.item("Node " + node.name() + witness(node) + ": " + condition(node.condition()));
                page.remark(node.sentence());
            }
        }
        together(page, "Online", Condition.ONLINE);
        together(page, "OFFLINE", Condition.OFFLINE);
        for (NodeLine node : view.nodes()) {
            node.previousLife().ifPresent(why -> page.remark(node.name() + " before its last start: " + why));
        }
        page.gap();
    }

    /** A node with a line of its own; the others share one. */
    private static boolean single(NodeLine node) {
        return !(node.condition() == Condition.ONLINE || node.condition() == Condition.OFFLINE);
    }

    private void together(Page page, String title, Condition condition) {
        var names = view.nodes().stream()
                .filter(n -> n.condition() == condition)
                .map(n -> n.name() + witness(n))
                .toList();
        if (!names.isEmpty()) {
            String list = "[ " + String.join(" ", names) + " ]";
            page.item(title + ": " + (condition == Condition.ONLINE ? ink.good(list) : ink.bad(list)));
        }
    }

    private static String witness(NodeLine node) {
        return node.witness() ? "(witness)" : "";
    }

    private String condition(Condition condition) {
        return switch (condition) {
            case ONLINE -> ink.good("online");
            case STANDBY -> ink.attention("standby");
            case MAINTENANCE -> ink.attention("maintenance");
            case PENDING -> ink.attention("pending");
            case UNCLEAN -> ink.bad("UNCLEAN (offline)");
            case FENCING -> ink.bad("UNCLEAN (offline)") + " being fenced";
            case OFF -> ink.bad("OFFLINE") + " (proven off)";
            case OFFLINE -> ink.bad("OFFLINE");
            case QUARANTINED -> ink.bad("OFFLINE (quarantined)");
        };
    }

    static String plural(String word, int count) {
        return count == 1 ? word : word + "s";
    }
}
