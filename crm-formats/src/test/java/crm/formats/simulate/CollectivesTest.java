package crm.formats.simulate;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.formats.cib.CibReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is decided for groups, clones and their members where something about them is out of the ordinary. */
class CollectivesTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    private static final String TELLING = "<nvpair id=\"tell\" name=\"notify\" value=\"true\"/>";

    private String options = "";
    private String standingOfB = "in_ccm=\"true\" crmd=\"online\" join=\"member\" expected=\"member\"";
    private String transientOfB = "";
    private String onRecord = "one";
    private String historyOfA = "";
    private String historyOfB = "";

    @Test
    void aClonedGroupOfWhichAMemberIsWantedStoppedIsNeverDoneStarting() throws IOException {
        String summary = decide(clone("", "", primitive("one", ""), primitive("two", meta("target-role", "Stopped"))))
                .summary();
        assertTrue(summary.contains("Pseudo action:   all_start_0"), summary);
        assertFalse(summary.contains("all_running_0"), summary);
    }

    @Test
    void anOrderedInstanceThatIsAGroupWaitsForTheWholeGroupBeforeIt() throws IOException {
        String ordered = "<nvpair id=\"ord\" name=\"ordered\" value=\"true\"/>";
        String graph = decide(clone(ordered, "", primitive("one", ""), primitive("two", "")))
                .graph();
        assertTrue(waits(graph, "each:1_start_0", "each:0_running_0"), graph);
    }

    @Test
    void whatWasUnpromotedAndKnowsNoRolesAnyMoreIsStartedAnew() throws IOException {
        historyOfA = record("one", "monitor", 8, 10_000, "");
        String summary =
                decide("<clone id=\"all\">" + primitive("one", "") + "</clone>").summary();
        assertTrue(summary.contains("Resource action: one             demote on a"), summary);
        assertTrue(summary.contains("Resource action: one             stop on a"), summary);
        assertTrue(summary.contains("Resource action: one             start on a"), summary);
    }

    @Test
    void onlyWhatCanBePromotedCanBeWantedUnpromoted() throws IOException {
        historyOfA = record("one", "monitor", 7, 10_000, "");
        String summary = decide(
                        "<group id=\"both\">" + primitive("one", meta("target-role", "Unpromoted")) + "</group>")
                .summary();
        assertTrue(summary.contains("Recover    one"), summary);
        assertFalse(summary.contains("Unpromoted"), summary);
    }

    @Test
    void onANodeThatLeavesNoRecurringOperationIsEndedForMaintenance() throws IOException {
        historyOfB = record("one", "monitor", 0, 10_000, "");
        String kept = primitive("one", meta("maintenance", "true"));
        assertTrue(decide(kept).summary().contains("cancel=10000 on b"));
        transientOfB = "<transient_attributes id=\"2\"><instance_attributes id=\"t\">"
                + "<nvpair id=\"s\" name=\"shutdown\" value=\"1699999990\"/>"
                + "</instance_attributes></transient_attributes>";
        assertFalse(decide(kept).summary().contains("cancel=10000"));
    }

    @Test
    void roomIsMadeOnlyWhereSomethingMayRun() throws IOException {
        String utilization = "<utilization id=\"u\"><nvpair id=\"uc\" name=\"cpu\" value=\"1\"/></utilization>";
        options = "<nvpair id=\"ps\" name=\"placement-strategy\" value=\"balanced\"/>";
        String anywhere = decide(primitive("one", utilization)).summary();
        assertTrue(anywhere.contains("load_stopped_a") && anywhere.contains("load_stopped_b"), anywhere);
        options += "<nvpair id=\"sc\" name=\"symmetric-cluster\" value=\"false\"/>";
        String onA = decide(
                        primitive("one", utilization), "<rsc_location id=\"l\" rsc=\"one\" node=\"a\" score=\"1\"/>")
                .summary();
        assertTrue(onA.contains("load_stopped_a"), onA);
        assertFalse(onA.contains("load_stopped_b"), onA);
    }

    @Test
    void nobodyIsToldOfAnythingOnANodeThatIsStillJoining() throws IOException {
        historyOfB = record("one", "start", 0, 0, "");
        assertTrue(decide(telling()).summary().contains("notify on b"));
        standingOfB = "in_ccm=\"true\" crmd=\"online\" join=\"down\" expected=\"down\"";
        assertFalse(decide(telling()).summary().contains("notify on b"));
    }

    @Test
    void aMonitorWhoseFailureIsOverIsOrderedAgainThoughOnlyTheFailureIsOnRecord() throws IOException {
        String started = record("one", "start", 0, 0, "");
        historyOfA = started + failure("one", 1_699_990_000);
        String timeout = meta("failure-timeout", "60s")
                + "<operations><op id=\"om\" name=\"monitor\" interval=\"10s\"/>" + "</operations>";
        String summary = decide(primitive("one", timeout)).summary();
        assertTrue(summary.contains("monitor=10000 on a"), summary);
        assertFalse(summary.contains("Recover"), summary);
    }

    @Test
    void failuresOfOneRemovedInstanceAreNotAnothers() throws IOException {
        String unique = "<clone id=\"all\"><meta_attributes id=\"mc\">"
                + "<nvpair id=\"gu\" name=\"globally-unique\" value=\"true\"/></meta_attributes>" + primitive("one", "")
                + "</clone>";
        onRecord = "one:5";
        historyOfB = record("one:5", "start", 0, 0, "");
        transientOfB = failCount("one:5");
        assertTrue(decide(unique).summary().contains("clear_failcount for one:5 on b"));
        transientOfB = failCount("one:7");
        assertFalse(decide(unique).summary().contains("clear_failcount"));
    }

    private static String failCount(String instance) {
        return "<transient_attributes id=\"2\"><instance_attributes id=\"t\"><nvpair id=\"f\" name=\"fail-count-"
                + instance + "#monitor_10000\" value=\"2\"/></instance_attributes></transient_attributes>";
    }

    @Test
    void membersOfAGroupWithoutOrderDoNotWaitForEachOther() throws IOException {
        String members = primitive("one", "") + primitive("two", "") + "</group>";
        String ordered = decide("<group id=\"both\">" + members).graph();
        assertTrue(waits(ordered, "two_start_0", "one_start_0"), ordered);
        String any = decide("<group id=\"both\">" + meta("ordered", "false") + members)
                .graph();
        assertFalse(waits(any, "two_start_0", "one_start_0"), any);
        assertTrue(waits(any, "two_start_0", "both_start_0"), any);
    }

    @Test
    void eachMemberIsToldWhatItsGroupWaitsFor() throws IOException {
        String group = "<group id=\"both\">" + primitive("one", "") + primitive("two", "") + "</group>";
        String order = "<rsc_order id=\"or\" first=\"first\" then=\"both\"/>";
        String summary = decide(primitive("first", meta("target-role", "Stopped")) + group, order)
                .summary();
        assertTrue(summary.matches("(?s).*Start +one .*due to unrunnable first start \\(blocked\\).*"), summary);
        assertTrue(summary.matches("(?s).*Start +two .*due to unrunnable first start \\(blocked\\).*"), summary);
    }

    @Test
    void aLookAtAMemberHoldsUpTheRestartOfTheNextAndNotOfWhatDependsOnTheGroup() throws IOException {
        onRecord = "after";
        historyOfA = record("after", "start", 0, 0, "");
        String group = "<group id=\"both\">" + primitive("one", "") + primitive("two", "") + "</group>";
        String order = "<rsc_order id=\"or\" first=\"both\" then=\"after\"/>";
        String graph = decide(group + primitive("after", ""), order).graph();
        assertTrue(waits(graph, "two_start_0", "one_start_0"), graph);
        assertFalse(waits(graph, "after_stop_0", "one_monitor_0"), graph);
    }

    private static String telling() {
        return "<clone id=\"all\"><meta_attributes id=\"mc\">" + TELLING + "</meta_attributes>" + primitive("one", "")
                + "</clone>";
    }

    private static String clone(String ofClone, String ofGroup, String... members) {
        return "<clone id=\"all\"><meta_attributes id=\"mc\">" + ofClone + "</meta_attributes><group id=\"each\">"
                + ofGroup + String.join("", members) + "</group></clone>";
    }

    private static String primitive(String id, String inside) {
        return "<primitive id=\"" + id + "\" class=\"ocf\" provider=\"heartbeat\" type=\"Dummy\">" + inside
                + "</primitive>";
    }

    private static String meta(String name, String value) {
        return "<meta_attributes id=\"m-" + name + "\"><nvpair id=\"n-" + name + "\" name=\"" + name + "\" value=\""
                + value + "\"/></meta_attributes>";
    }

    private static String history(String id, String operation) {
        return "<lrm_resource id=\"" + id + "\" class=\"ocf\" provider=\"heartbeat\" type=\"Dummy\">" + operation
                + "</lrm_resource>";
    }

    private static String record(String id, String task, int exit, int interval, String more) {
        return "<lrm_rsc_op id=\"" + id + "_" + task + "_" + interval + "\" operation=\"" + task
                + "\" call-id=\"5\" rc-code=\"" + exit + "\" op-status=\"0\" interval=\"" + interval
                + "\" transition-key=\"1:1:" + (exit == 8 ? 8 : 0) + ":x\"" + more + "/>";
    }

    private static String failure(String id, long at) {
        return "<lrm_rsc_op id=\"" + id + "_last_failure_0\" operation=\"monitor\" call-id=\"6\" rc-code=\"1\""
                + " op-status=\"4\" interval=\"10000\" last-rc-change=\"" + at + "\" transition-key=\"2:1:0:x\""
                + " op-digest=\"0123456789abcdef0123456789abcdef\"/>";
    }

    private static boolean waits(String graph, String then, String first) {
        var synapse = Pattern.compile(
                        "<action_set>\\s*<[^>]*operation_key=\"" + then + "\".*?</synapse>", Pattern.DOTALL)
                .matcher(graph);
        assertTrue(synapse.find(), () -> then + " is not done: " + graph);
        return synapse.group().contains('"' + first + '"');
    }

    private Simulation decide(String resources) throws IOException {
        return decide(resources, "");
    }

    private Simulation decide(String resources, String constraints) throws IOException {
        String text = "<cib validate-with=\"pacemaker-3.9\" have-quorum=\"1\" dc-uuid=\"1\"><configuration><crm_config>"
                + "<cluster_property_set id=\"o\"><nvpair id=\"se\" name=\"stonith-enabled\" value=\"false\"/>"
                + options
                + "</cluster_property_set></crm_config>"
                + "<nodes><node id=\"1\" uname=\"a\"/><node id=\"2\" uname=\"b\"/></nodes><resources>" + resources
                + "</resources><constraints>" + constraints + "</constraints></configuration><status>"
                + "<node_state id=\"1\" uname=\"a\" in_ccm=\"true\" crmd=\"online\" join=\"member\" expected=\"member\">"
                + lrm(1, historyOfA) + "</node_state><node_state id=\"2\" uname=\"b\" " + standingOfB + ">"
                + lrm(2, historyOfB) + transientOfB + "</node_state></status></cib>";
        var reading = CibReader.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        return Simulation.run(reading.cib().orElseThrow(), Optional.empty(), NOW);
    }

    private String lrm(int node, String operations) {
        return "<lrm id=\"" + node + "\"><lrm_resources>" + (operations.isEmpty() ? "" : history(onRecord, operations))
                + "</lrm_resources></lrm>";
    }
}
