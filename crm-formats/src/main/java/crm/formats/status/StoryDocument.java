package crm.formats.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.formats.Xml;
import crm.formats.simulate.ActionChart.Box;
import crm.formats.simulate.Story;

/** A simulation for programs, as JSON or XML; both say the same under the same names. */
public final class StoryDocument {

    private static final ObjectMapper WRITER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private StoryDocument() {}

    /** One JSON object. */
    public static String json(Story story, Verdict verdict) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("exit", verdict.code()).put("message", verdict.text());
        answer.put("at", story.at().toString());
        AnswerJson.strings(answer, "supposing", story.supposing());
        ArrayNode plans = answer.putArray("plans");
        story.chapters().forEach(chapter -> plan(plans.addObject(), chapter));
        ArrayNode nodes = answer.putArray("nodes");
        for (Story.NodeAfter node : story.nodes()) {
            ObjectNode one = nodes.addObject().put("name", node.node().value()).put("standing", node.standing());
            AnswerJson.strings(one, "runs", node.runs());
        }
        AnswerJson.strings(answer, "never-came-up", story.missed());
        ArrayNode nowhere = answer.putArray("nowhere");
        story.nowhere()
                .forEach(
                        idle -> nowhere.addObject().put("resource", idle.what()).put("why", idle.why()));
        try {
            return WRITER.writeValueAsString(answer) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree of plain values cannot fail to be written", impossible);
        }
    }

    private static void plan(ObjectNode plan, Story.Chapter chapter) {
        ArrayNode changes = plan.putArray("changes");
        for (Story.Change change : chapter.changes()) {
            changes.addObject()
                    .put("change", change.verb())
                    .put("what", change.what())
                    .put("where", change.where())
                    .put("possible", change.possible())
                    .put("why", change.why());
        }
        ArrayNode actions = plan.putArray("actions");
        for (Box box : chapter.chart().boxes()) {
            ObjectNode action = actions.addObject()
                    .put("number", box.number())
                    .put("action", box.sentence())
                    .put("why", box.step().why().sentence());
            ArrayNode after = action.putArray("after");
            box.after().forEach(after::add);
        }
        plan.put("probes", chapter.chart().looks());
        plan.put("recurring-checks", chapter.chart().watches());
        AnswerJson.strings(plan, "failed", chapter.failed());
    }

    /** A {@code <pacemaker-result>}. */
    public static String xml(Story story, Verdict verdict) {
        var xml = new Xml()
                .open("pacemaker-result")
                .attribute("api-version", AnswerXml.API_VERSION)
                .attribute("request", "crm simulate");
        xml.open("simulation").attribute("at", story.at());
        story.supposing().forEach(clause -> xml.text("supposing", clause));
        story.chapters().forEach(chapter -> plan(xml, chapter));
        for (Story.NodeAfter node : story.nodes()) {
            xml.open("node").attribute("name", node.node()).attribute("standing", node.standing());
            node.runs().forEach(resource -> xml.text("runs", resource));
            xml.close();
        }
        story.nowhere()
                .forEach(idle -> xml.open("nowhere")
                        .attribute("resource", idle.what())
                        .attribute("why", idle.why())
                        .close());
        story.missed().forEach(operation -> xml.text("never-came-up", operation));
        xml.close();
        return xml.open("status")
                .attribute("code", verdict.code())
                .attribute("message", verdict.text())
                .close()
                .close()
                .document();
    }

    private static void plan(Xml xml, Story.Chapter chapter) {
        xml.open("plan")
                .attribute("probes", chapter.chart().looks())
                .attribute("recurring-checks", chapter.chart().watches());
        for (Story.Change change : chapter.changes()) {
            xml.open("change")
                    .attribute("change", change.verb())
                    .attribute("what", change.what())
                    .attribute("where", change.where())
                    .attribute("possible", change.possible())
                    .attribute("why", change.why())
                    .close();
        }
        for (Box box : chapter.chart().boxes()) {
            xml.open("action")
                    .attribute("number", box.number())
                    .attribute("action", box.sentence())
                    .attribute("why", box.step().why().sentence());
            box.after().forEach(number -> xml.text("after", Integer.toString(number)));
            xml.close();
        }
        chapter.failed().forEach(operation -> xml.text("failed", operation));
        xml.close();
    }
}
