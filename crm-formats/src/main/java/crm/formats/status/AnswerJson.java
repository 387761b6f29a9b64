package crm.formats.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.configuration.Problem;
import crm.control.Reply;
import crm.formats.cluster.ClusterFile;
import java.util.List;
import java.util.Locale;

/**
 * An answer as one JSON object. Every answer has {@code exit} (the exit code) and {@code message} (what that code
 * means); what else there is depends on what was asked. Times are ISO 8601 in UTC, spans are milliseconds; what is not
 * known is absent.
 */
public final class AnswerJson {

    private static final ObjectMapper WRITER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private AnswerJson() {}

    public static String of(Reply reply, Verdict verdict) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("exit", verdict.code()).put("message", verdict.text());
        fill(answer, reply);
        try {
            return WRITER.writeValueAsString(answer) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree of plain values cannot fail to be written", impossible);
        }
    }

    private static void fill(ObjectNode answer, Reply reply) {
        switch (reply) {
            case Reply.Progress accepted -> strings(answer, "sentences", List.of(accepted.sentence()));
            case Reply.Done done -> strings(answer, "sentences", done.sentences());
            case Reply.Failed failed -> {
                answer.put("failure", word(failed.kind()));
                strings(answer, "sentences", failed.sentences());
            }
            case Reply.Status status -> StatusJson.fill(answer.putObject("status"), status.view());
            case Reply.ShownConfiguration shown ->
                answer.put("version", shown.version()).put("configuration", ClusterFile.yaml(shown.configuration()));
            case Reply.Explanations explanations -> explanations(answer.putArray("explanations"), explanations);
            case Reply.Forecast forecast -> {
                strings(answer, "actions", forecast.actions());
                strings(answer, "warnings", forecast.warnings());
            }
            case Reply.Situation situation ->
                answer.put("configuration", ClusterFile.yaml(situation.input().configuration()));
            case Reply.History history -> {
                ArrayNode incidents = answer.putArray("incidents");
                history.incidents().forEach(i -> StatusJson.incident(incidents.addObject(), i));
            }
            case Reply.FencingShown shown -> fencing(answer.putArray("devices"), shown);
            case Reply.Receipts receipts -> receipts(answer.putArray("receipts"), receipts);
            case Reply.TokenIssued issued ->
                answer.put("token", issued.token())
                        .put("expires", issued.expires().toString());
            case Reply.Wrong wrong -> problems(answer.putArray("problems"), wrong.problems());
        }
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static void strings(ObjectNode parent, String name, List<String> values) {
        ArrayNode array = parent.putArray(name);
        values.forEach(array::add);
    }

    private static void explanations(ArrayNode array, Reply.Explanations explanations) {
        for (var explanation : explanations.explanations()) {
            ObjectNode node =
                    array.addObject().put("instance", explanation.instance().toString());
            explanation.node().ifPresent(n -> node.put("node", n.value()));
            node.put("why", explanation.sentence());
            ArrayNode elsewhere = node.putArray("elsewhere");
            explanation
                    .elsewhere()
                    .forEach(other -> elsewhere
                            .addObject()
                            .put("node", other.node().value())
                            .put("why-not", other.sentence()));
        }
    }

    private static void fencing(ArrayNode array, Reply.FencingShown shown) {
        for (var device : shown.devices()) {
            ObjectNode node = array.addObject().put("device", device.device()).put("trouble", device.trouble());
            ArrayNode outlets = node.putArray("outlets");
            for (var outlet : device.outlets()) {
                ObjectNode one = outlets.addObject().put("outlet", outlet.name());
                outlet.node().ifPresent(n -> one.put("node", n.value()));
                outlet.powered().ifPresent(p -> one.put("powered", p));
                one.put("detail", outlet.detail());
            }
        }
    }

    private static void receipts(ArrayNode array, Reply.Receipts receipts) {
        for (var receipt : receipts.receipts()) {
            array.addObject()
                    .put("number", receipt.number())
                    .put("incident", receipt.incident())
                    .put("at", receipt.at().toString())
                    .put("node", receipt.node().value())
                    .put("hash", receipt.hash());
        }
    }

    private static void problems(ArrayNode array, List<Problem> problems) {
        for (Problem problem : problems) {
            array.addObject()
                    .put("severity", word(problem.severity()))
                    .put("place", problem.place())
                    .put("what", problem.what())
                    .put("advice", problem.advice());
        }
    }
}
