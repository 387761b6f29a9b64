package crm.cli.render;

import crm.status.StatusView;
import crm.status.StatusView.FencingLine;
import java.util.List;
import java.util.Optional;

/** What stands below the resources in a status: moves, attributes, failures, fencings, and the last incident. */
final class TroubleLines {

    private static final int FENCINGS_SHOWN = 5;

    private final StatusView view;
    private final Page page;
    private final Times times;

    TroubleLines(StatusView view, Page page, Times times) {
        this.view = view;
        this.page = page;
        this.times = times;
    }

    void write() {
        moves();
        attributes();
        failures();
        fencing("Failed Fencing Actions:", "last failed at", Optional.of(false));
        fencing("Pending Fencing Actions:", "pending since", Optional.empty());
        fencing("Fencing History:", "last successful at", Optional.of(true));
        drills();
        incident();
    }

    private void moves() {
        if (view.moves().isEmpty()) {
            return;
        }
        page.section("Temporary Placement:");
        for (var move : view.moves()) {
            String where = move.target().map(n -> "is kept on " + n).orElse("is kept away from where it was");
            page.item(move.resource() + " " + where + " since " + times.moment(move.since()) + "; " + move.clears());
        }
        page.gap();
    }

    private void attributes() {
        if (view.attributes().isEmpty()) {
            return;
        }
        page.section("Node Attributes:");
        for (var node : view.nodes()) {
            var own = view.attributes().stream()
                    .filter(a -> a.node().equals(node.name()))
                    .toList();
            if (!own.isEmpty()) {
                page.item("Node: " + node.name() + ":");
                own.forEach(a -> page.item(2, String.format("%-32s : %s", a.name(), a.value())));
            }
        }
        page.gap();
    }

    private void failures() {
        if (view.failures().isEmpty()) {
            return;
        }
        page.section("Failed Resource Actions:");
        for (var failure : view.failures()) {
            String task = failure.interval().isZero()
                    ? failure.task()
                    : Times.interval(failure.interval()) + "-interval " + failure.task();
            String reason = failure.exitReason().isBlank() ? "" : " (" + failure.exitReason() + ")";
            page.item(failure.instance() + " " + task + " on " + failure.node() + " returned "
                    + page.ink().bad("'" + failure.exitText() + "'") + reason + " at " + times.moment(failure.at())
                    + " after " + Times.span(failure.took()));
        }
        page.remark("Once the cause is mended: crm resource cleanup "
                + view.failures().getFirst().instance().resource());
        page.gap();
    }

    private void fencing(String title, String how, Optional<Boolean> succeeded) {
        List<FencingLine> all = view.fencing().stream()
                .filter(f -> f.succeeded().equals(succeeded))
                .toList();
        if (all.isEmpty()) {
            return;
        }
        page.section(title);
        for (FencingLine line : all.subList(0, Math.min(FENCINGS_SHOWN, all.size()))) {
            page.item(verb(line.operation()) + " of " + line.target() + " by " + line.by() + " " + how + " "
                    + times.moment(line.at()));
            page.remark(line.detail());
        }
        if (all.size() > FENCINGS_SHOWN) {
            page.remark((all.size() - FENCINGS_SHOWN) + " more: crm history");
        }
        page.gap();
    }

    private static String verb(String operation) {
        return switch (operation) {
            case "off" -> "turning off";
            case "on" -> "unfencing";
            default -> operation;
        };
    }

    private void drills() {
        if (view.nodes().stream().allMatch(n -> n.fencingProven().isEmpty())) {
            return;
        }
        page.section("Fencing Proven:");
        for (var node : view.nodes()) {
            node.fencingProven()
                    .ifPresent(drill -> page.item(node.name() + ": "
                            + (drill.succeeded()
                                    ? "works, proven " + Times.ago(drill.at(), view.asOf()) + ", took "
                                            + Times.span(drill.took())
                                    : page.ink().bad("FAILED when it was tried " + Times.ago(drill.at(), view.asOf()))
                                            + "; try again: crm fence test " + node.name())));
        }
        page.gap();
    }

    private void incident() {
        view.incident().ifPresent(incident -> {
            page.section(incident.ended().isEmpty() ? "Incident (it goes on):" : "Last Incident:");
            page.item("#" + incident.number() + " " + incident.title() + ", "
                    + times.moment(incident.trigger())
                    + incident.outage()
                            .map(o -> ", services away for " + Times.span(o))
                            .orElse(""));
            page.remark(incident.sentence());
            page.remark("The whole story: crm history " + incident.number());
        });
    }
}
