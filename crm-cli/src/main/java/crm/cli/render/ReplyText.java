package crm.cli.render;

import crm.configuration.Problem;
import crm.control.Reply;
import crm.formats.cluster.ClusterFile;
import crm.state.Outlet;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/** Every answer as text for a person. */
public record ReplyText(Ink ink, ZoneId zone) {

    public String text(Reply reply) {
        return switch (reply) {
            case Reply.Progress accepted -> accepted.sentence() + "\nIt goes on; follow it with: crm status\n";
            case Reply.Done done -> lines(done.sentences());
            case Reply.Status status -> new StatusText(status.view(), ink, zone).text();
            case Reply.ShownConfiguration shown -> ClusterFile.yaml(shown.configuration());
            case Reply.Explanations explanations -> explanations(explanations);
            case Reply.Forecast forecast -> forecast(forecast);
            case Reply.Situation situation -> ClusterFile.yaml(situation.input().configuration());
            case Reply.History history -> new HistoryText(ink, zone).list(history.incidents());
            case Reply.FencingShown shown -> fencing(shown);
            case Reply.Receipts receipts -> receipts(receipts);
            case Reply.TokenIssued issued -> issued.token() + "\n";
            case Reply.Wrong wrong -> problems(wrong.problems());
            case Reply.Failed failed -> failed(failed);
        };
    }

    private static String lines(List<String> sentences) {
        return String.join("\n", sentences) + "\n";
    }

    private String failed(Reply.Failed failed) {
        String followed = failed.kind() == Reply.Kind.TIMED_OUT ? "     See how it goes on with: crm status\n" : "";
        return ink.bad("crm: ") + String.join("\n     ", failed.sentences()) + "\n" + followed;
    }

    private String explanations(Reply.Explanations explanations) {
        var page = new Page(ink);
        for (var explanation : explanations.explanations()) {
            String where =
                    explanation.node().map(n -> " on " + ink.good(n.value())).orElse(ink.attention(" nowhere"));
            page.line(ink.bold(explanation.instance().toString()) + where + ": " + sentence(explanation.sentence()));
            explanation
                    .elsewhere()
                    .forEach(other -> page.item("not on " + other.node() + ": " + sentence(other.sentence())));
            page.gap();
        }
        return page.text();
    }

    private static String sentence(String text) {
        return text.endsWith(".") || text.endsWith("!") || text.endsWith("?") ? text : text + ".";
    }

    private String forecast(Reply.Forecast forecast) {
        var page = new Page(ink);
        if (forecast.actions().isEmpty()) {
            page.line("Nothing would happen.");
        } else {
            page.section("What would happen:");
            int number = 1;
            for (String action : forecast.actions()) {
                page.line(String.format("  %2d. %s", number++, action));
            }
        }
        forecast.warnings().forEach(warning -> page.line(ink.attention("Warning: " + warning)));
        return page.text();
    }

    private String fencing(Reply.FencingShown shown) {
        var page = new Page(ink);
        if (shown.devices().isEmpty()) {
            page.line("There is no fence device: a lost node cannot be switched off, and what it ran cannot be"
                    + " recovered.");
        }
        for (var device : shown.devices()) {
            page.section(device.device() + ":");
            if (!device.trouble().isBlank()) {
                page.item(ink.bad(device.trouble()));
            }
            device.outlets().forEach(outlet -> page.item(outlet(outlet)));
        }
        return page.text();
    }

    private String outlet(Outlet outlet) {
        String power =
                outlet.powered().map(on -> on ? ink.good("on") : ink.bad("off")).orElse("unknown");
        String node = outlet.node().map(n -> " feeds " + n).orElse("");
        return outlet.name() + node + ": " + power + (outlet.detail().isBlank() ? "" : ", " + outlet.detail());
    }

    private String receipts(Reply.Receipts receipts) {
        var page = new Page(ink);
        var times = new Times(zone);
        if (receipts.receipts().isEmpty()) {
            page.line("No receipt was printed yet.");
        }
        receipts.receipts()
                .forEach(r -> page.line(String.format(
                        "No. %-4d incident #%-4d %s  %-15s %s",
                        r.number(), r.incident(), times.moment(r.at()), r.node(), groups(r.hash()))));
        return page.text();
    }

    /** The first half of a hash as receipts show it: eight groups of four. */
    private static String groups(String hash) {
        return hash.substring(0, Math.min(32, hash.length())).replaceAll("(.{4})(?=.)", "$1 ");
    }

    /** Each problem with its place and what to do, and a count at the end. */
    public String problems(List<Problem> problems) {
        var text = new StringBuilder();
        for (Problem problem : problems) {
            boolean error = problem.severity() == Problem.Severity.ERROR;
            text.append(ink.bold(problem.place()))
                    .append(": ")
                    .append(error ? ink.bad("error") : ink.attention("warning"))
                    .append(": ")
                    .append(problem.what())
                    .append('\n');
            if (!problem.advice().isBlank()) {
                text.append("    ").append(problem.advice()).append('\n');
            }
        }
        long errors = problems.stream()
                .filter(p -> p.severity() == Problem.Severity.ERROR)
                .count();
        if (errors > 0) {
            text.append(String.format(
                    Locale.ROOT, "%d %s; nothing was changed.%n", errors, errors == 1 ? "mistake" : "mistakes"));
        }
        return text.toString();
    }
}
