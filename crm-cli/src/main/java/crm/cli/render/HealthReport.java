package crm.cli.render;

import crm.status.StatusView;
import crm.status.StatusView.Condition;
import crm.status.StatusView.NodeLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the cluster would survive the next failure, check by check.
 *
 * @param checks in the order of importance
 */
public record HealthReport(List<Check> checks) {

    /** A drill that is older proves little: cables are replugged. */
    private static final Duration DRILL_LASTS = Duration.ofDays(30);

    public HealthReport {
        checks = List.copyOf(checks);
    }

    /** One thing that was looked at, with what to do if it is not well. */
    public record Check(boolean well, String sentence) {}

    public static HealthReport of(StatusView view) {
        var checks = new ArrayList<Check>();
        quorum(view, checks);
        view.nodes().forEach(node -> node(node, checks));
        view.nodes().stream().filter(n -> !n.witness()).forEach(node -> drill(node, view, checks));
        for (var failure : view.failures()) {
            checks.add(new Check(
                    false,
                    failure.instance() + " failed on " + failure.node() + " (" + failure.exitText()
                            + "); mend it, then: crm resource cleanup "
                            + failure.instance().resource()));
        }
        if (view.failures().isEmpty()) {
            checks.add(new Check(true, "No operation has failed."));
        }
        if (view.maintenance()) {
            checks.add(new Check(
                    false, "The cluster is in maintenance and recovers nothing; end it with: crm maintenance off"));
        }
        view.notices().stream()
                .filter(n -> n.gravity() != StatusView.Gravity.NOTE)
                .forEach(n -> checks.add(new Check(false, n.sentence())));
        return new HealthReport(checks);
    }

    private static void quorum(StatusView view, List<Check> checks) {
        var quorum = view.quorum();
        String voters = quorum.present() + " of " + quorum.configured() + " voters are together";
        if (!quorum.held()) {
            checks.add(new Check(false, voters + ", " + quorum.needed() + " are needed: nothing can be started."));
        } else if (quorum.present() - 1 < quorum.needed()) {
            checks.add(new Check(false, voters + ": if one more is lost, nothing can be started any more."));
        } else {
            checks.add(new Check(true, voters + ", one may be lost."));
        }
    }

    private static void node(NodeLine node, List<Check> checks) {
        checks.add(new Check(node.condition() == Condition.ONLINE, node.name() + ": " + node.sentence()));
    }

    private static void drill(NodeLine node, StatusView view, List<Check> checks) {
        String tryIt = "; prove it with: crm fence test " + node.name();
        if (node.fencingProven().isEmpty()) {
            checks.add(new Check(false, "That " + node.name() + " can be switched off was never proven" + tryIt));
            return;
        }
        var drill = node.fencingProven().get();
        boolean fresh = Duration.between(drill.at(), view.asOf()).compareTo(DRILL_LASTS) < 0;
        String when = Times.ago(drill.at(), view.asOf());
        checks.add(new Check(
                drill.succeeded() && fresh,
                drill.succeeded()
                        ? "That " + node.name() + " can be switched off was proven " + when + (fresh ? "." : tryIt)
                        : node.name() + " could NOT be switched off when it was tried " + when + tryIt));
    }

    public boolean healthy() {
        return checks.stream().allMatch(Check::well);
    }

    public List<String> sentences() {
        return checks.stream()
                .map(c -> (c.well() ? "ok: " : "WRONG: ") + c.sentence())
                .toList();
    }

    /** One line for each check and a verdict. */
    public String text(Ink ink) {
        var page = new Page(ink);
        checks.forEach(c -> page.line((c.well() ? ink.good("  ok     ") : ink.bad("  WRONG  ")) + c.sentence()));
        long wrong = checks.stream().filter(c -> !c.well()).count();
        page.line(
                wrong == 0
                        ? ink.good("All is well.")
                        : ink.bad(wrong + " of " + checks.size() + " checks need a look."));
        return page.text();
    }
}
