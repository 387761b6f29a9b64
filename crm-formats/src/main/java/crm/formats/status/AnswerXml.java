package crm.formats.status;

import crm.configuration.Problem;
import crm.control.Reply;
import crm.formats.Xml;
import crm.formats.cluster.ClusterFile;
import java.util.List;

/** An answer as a {@code <pacemaker-result>}, as Pacemaker's tools print it with {@code --output-as=xml}. */
public final class AnswerXml {

    /** The version of Pacemaker's result schemas the documents keep to. */
    static final String API_VERSION = "2.38";

    private AnswerXml() {}

    /** @param request the command that was answered */
    public static String of(Reply reply, Verdict verdict, String request) {
        var xml = new Xml()
                .open("pacemaker-result")
                .attribute("api-version", API_VERSION)
                .attribute("request", request);
        body(xml, reply);
        xml.open("status").attribute("code", verdict.code()).attribute("message", verdict.text());
        List<String> errors = errors(reply);
        if (!errors.isEmpty()) {
            xml.open("errors");
            errors.forEach(error -> xml.text("error", error));
            xml.close();
        }
        return xml.close().close().document();
    }

    private static void body(Xml xml, Reply reply) {
        switch (reply) {
            case Reply.Status status -> new StatusXml(status.view(), xml).write();
            case Reply.Progress accepted -> xml.text("output", accepted.sentence());
            case Reply.Done done -> done.sentences().forEach(s -> xml.text("output", s));
            case Reply.ShownConfiguration shown -> xml.text("output", ClusterFile.yaml(shown.configuration()));
            case Reply.Explanations explanations -> explanations(xml, explanations);
            case Reply.Forecast forecast -> {
                forecast.actions().forEach(a -> xml.text("action", a));
                forecast.warnings().forEach(w -> xml.text("warning", w));
            }
            case Reply.Situation situation ->
                xml.text("output", ClusterFile.yaml(situation.input().configuration()));
            case Reply.History history -> history(xml, history);
            case Reply.FencingShown shown -> fencing(xml, shown);
            case Reply.Receipts receipts ->
                receipts.receipts()
                        .forEach(r -> xml.open("receipt")
                                .attribute("number", r.number())
                                .attribute("incident", r.incident())
                                .attribute("at", r.at())
                                .attribute("node", r.node())
                                .attribute("hash", r.hash())
                                .close());
            case Reply.TokenIssued issued ->
                xml.open("token")
                        .attribute("text", issued.token())
                        .attribute("expires", issued.expires())
                        .close();
            case Reply.Failed _, Reply.Wrong _ -> {}
        }
    }

    private static List<String> errors(Reply reply) {
        return switch (reply) {
            case Reply.Failed failed -> failed.sentences();
            case Reply.Wrong wrong ->
                wrong.problems().stream()
                        .filter(p -> p.severity() == Problem.Severity.ERROR)
                        .map(p -> p.place() + ": " + p.what() + " (" + p.advice() + ")")
                        .toList();
            case Reply.Progress _,
                    Reply.Done _,
                    Reply.Status _,
                    Reply.ShownConfiguration _,
                    Reply.Explanations _,
                    Reply.Forecast _,
                    Reply.Situation _,
                    Reply.History _,
                    Reply.FencingShown _,
                    Reply.TokenIssued _,
                    Reply.Receipts _ -> List.of();
        };
    }

    private static void explanations(Xml xml, Reply.Explanations explanations) {
        for (var explanation : explanations.explanations()) {
            xml.open("explanation")
                    .attribute("instance", explanation.instance())
                    .attribute("node", explanation.node())
                    .attribute("why", explanation.sentence());
            explanation
                    .elsewhere()
                    .forEach(other -> xml.open("elsewhere")
                            .attribute("node", other.node())
                            .attribute("why-not", other.sentence())
                            .close());
            xml.close();
        }
    }

    private static void history(Xml xml, Reply.History history) {
        for (var incident : history.incidents()) {
            xml.open("incident")
                    .attribute("number", incident.number())
                    .attribute("title", incident.title())
                    .attribute("trigger", incident.trigger())
                    .attribute("ended", incident.ended())
                    .attribute("outage-ms", incident.outage().map(java.time.Duration::toMillis))
                    .attribute("sentence", incident.sentence());
            incident.lines()
                    .forEach(line -> xml.open("line")
                            .attribute("at", line.at())
                            .attribute("kind", AnswerJson.word(line.kind()))
                            .attribute("text", line.text())
                            .close());
            xml.close();
        }
    }

    private static void fencing(Xml xml, Reply.FencingShown shown) {
        for (var device : shown.devices()) {
            xml.open("device").attribute("id", device.device()).attribute("trouble", device.trouble());
            device.outlets()
                    .forEach(outlet -> xml.open("outlet")
                            .attribute("name", outlet.name())
                            .attribute("node", outlet.node())
                            .attribute("powered", outlet.powered())
                            .attribute("detail", outlet.detail())
                            .close());
            xml.close();
        }
    }
}
