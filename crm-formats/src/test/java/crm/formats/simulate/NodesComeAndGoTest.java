package crm.formats.simulate;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.formats.cib.CibReader;
import crm.transition.Action;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is decided for nodes that join, leave in good order, or need to be unfenced. */
class NodesComeAndGoTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);

    @Test
    void nothingIsLookedForOnANodeBeforeItIsUnfenced() throws IOException {
        String graph = simulate("", "", "join=\"member\"").graph();
        assertTrue(graph.contains("operation_key=\"stonith-b-on\""), graph);
        int look = graph.indexOf("<rsc_op id=\"" + number(graph, "web_monitor_0", "b"));
        int inputs = graph.indexOf("<inputs>", look);
        assertTrue(
                graph.substring(inputs, graph.indexOf("</inputs>", inputs)).contains("stonith-b-on"),
                "the look does not wait: " + graph);
    }

    @Test
    void ourOwnTransitionDoesNothingThatWaitsForAnUnfencingNobodyCanDo() throws IOException {
        var steps = simulate("", "", "join=\"member\"").plan().transition().steps();
        assertTrue(steps.stream().noneMatch(step -> step.action() instanceof Action.FenceNode), steps::toString);
        assertTrue(
                steps.stream()
                        .noneMatch(step -> step.action() instanceof Action.ResourceAction action
                                && action.id().node().value().equals("b")),
                steps::toString);
    }

    @Test
    void aNodeThatWasUnfencedIsNotUnfencedAgain() throws IOException {
        String unfenced = "<transient_attributes id=\"2\"><instance_attributes id=\"t\">"
                + "<nvpair id=\"u\" name=\"#node-unfenced\" value=\"1\"/></instance_attributes></transient_attributes>";
        assertFalse(simulate("", unfenced, "join=\"member\"").graph().contains("-on\""));
    }

    @Test
    void whatRanOnANodeThatLeavesWaitsForIt() throws IOException {
        String options = "<nvpair id=\"l\" name=\"shutdown-lock\" value=\"true\"/>";
        String leaving = "<transient_attributes id=\"2\"><instance_attributes id=\"t\">"
                + "<nvpair id=\"s\" name=\"shutdown\" value=\"1699999990\"/>"
                + "</instance_attributes></transient_attributes>" + RUNS_WEB;
        String locked = simulate(options, leaving, "join=\"member\"").summary();
        assertTrue(locked.contains("Stop       web"), locked);
        String free = simulate("", leaving, "join=\"member\"").summary();
        assertTrue(free.contains("Move       web"), free);
    }

    @Test
    void aNodeThatTakesTooLongToJoinIsFenced() throws IOException {
        String options = "<nvpair id=\"p\" name=\"node-pending-timeout\" value=\"300s\"/>";
        String late = simulate(options, "", "in_ccm=\"1699999700\" crmd=\"0\"").summary();
        assertTrue(late.contains("peer pending timed out on joining the process group"), late);
        String early = simulate(options, "", "in_ccm=\"1699999701\" crmd=\"0\"").summary();
        assertTrue(early.contains("Node b: pending"), early);
    }

    private static final String RUNS_WEB = "<lrm id=\"2\"><lrm_resources>"
            + "<lrm_resource id=\"web\" class=\"ocf\" provider=\"heartbeat\" type=\"Dummy\">"
            + "<lrm_rsc_op id=\"web_last_0\" operation=\"start\" call-id=\"5\" rc-code=\"0\" op-status=\"0\" interval=\"0\""
            + " transition-key=\"1:1:0:x\"/></lrm_resource></lrm_resources></lrm>";

    private static String number(String graph, String key, String node) {
        int at = graph.indexOf("operation_key=\"" + key + "\" on_node=\"" + node + "\"");
        int id = graph.lastIndexOf("id=\"", at) + 4;
        return graph.substring(id, graph.indexOf('"', id));
    }

    private static Simulation simulate(String options, String statusOfB, String standingOfB) throws IOException {
        String standing = standingOfB.contains("in_ccm")
                ? standingOfB
                : "in_ccm=\"true\" crmd=\"online\" expected=\"member\" " + standingOfB;
        String text = "<cib validate-with=\"pacemaker-3.9\" have-quorum=\"1\" dc-uuid=\"1\"><configuration><crm_config>"
                + "<cluster_property_set id=\"o\">" + options + "</cluster_property_set></crm_config>"
                + "<nodes><node id=\"1\" uname=\"a\"/><node id=\"2\" uname=\"b\"/></nodes><resources>"
                + "<primitive id=\"fence\" class=\"stonith\" type=\"fence_scsi\"><meta_attributes id=\"m\">"
                + "<nvpair id=\"n\" name=\"provides\" value=\"unfencing\"/></meta_attributes></primitive>"
                + "<primitive id=\"web\" class=\"ocf\" provider=\"heartbeat\" type=\"Dummy\"/></resources>"
                + "<constraints/></configuration><status>"
                + "<node_state id=\"1\" uname=\"a\" in_ccm=\"true\" crmd=\"online\" join=\"member\" expected=\"member\">"
                + "<transient_attributes id=\"1\"><instance_attributes id=\"ta\">"
                + "<nvpair id=\"ua\" name=\"#node-unfenced\" value=\"1\"/>"
                + "</instance_attributes></transient_attributes></node_state>"
                + "<node_state id=\"2\" uname=\"b\" " + standing + ">" + statusOfB + "</node_state></status></cib>";
        var reading = CibReader.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        return Simulation.run(reading.cib().orElseThrow(), Optional.empty(), NOW);
    }
}
