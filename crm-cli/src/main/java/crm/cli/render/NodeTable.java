package crm.cli.render;

import crm.model.InstanceId;
import crm.model.NodeName;
import crm.status.StatusView;
import crm.status.StatusView.Condition;
import crm.status.StatusView.NodeLine;
import java.util.List;
import java.util.Locale;

/** The nodes, each with what runs there. */
public record NodeTable(StatusView view, Ink ink) {

    public String text() {
        return text(view.nodes());
    }

    /** One node; empty text if there is no such node. */
    public String text(NodeName node) {
        return text(view.nodes().stream().filter(n -> n.name().equals(node)).toList());
    }

    private String text(List<NodeLine> nodes) {
        var page = new Page(ink);
        for (NodeLine node : nodes) {
            page.line(ink.bold(node.name().value()) + (node.witness() ? " (witness)" : "") + ": "
                    + condition(node.condition())
                    + (view.leader().filter(node.name()::equals).isPresent() ? ", leads" : "")
                    + (view.self().equals(node.name()) ? ", you are here" : ""));
            page.line("    " + node.sentence());
            if (!node.runs().isEmpty()) {
                page.line("    Runs: "
                        + String.join(
                                ", ",
                                node.runs().stream().map(InstanceId::toString).toList()));
            }
        }
        return page.text();
    }

    private String condition(Condition condition) {
        String word = condition.name().toLowerCase(Locale.ROOT);
        return switch (condition) {
            case ONLINE -> ink.good(word);
            case STANDBY, MAINTENANCE, PENDING -> ink.attention(word);
            case UNCLEAN, FENCING, OFF, OFFLINE, QUARANTINED -> ink.bad(word);
        };
    }
}
