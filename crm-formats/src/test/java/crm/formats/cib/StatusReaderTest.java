package crm.formats.cib;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.model.InstanceId;
import crm.model.NodeName;
import crm.model.ResourceId;
import crm.state.ClusterState;
import crm.state.ExecutionStatus;
import crm.state.NodeState;
import crm.state.NodeState.Join;
import crm.state.NodeState.Membership;
import crm.state.OperationRecord;
import crm.state.Quorum;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the status part becomes. */
class StatusReaderTest {

    private static ClusterState state(String attributes, String status) {
        return CibReader.read(Samples.status(attributes, status))
                .cib()
                .orElseThrow()
                .state();
    }

    private static NodeState node(String attributes) {
        return state("", "<node_state id=\"1\" " + attributes + "/>").nodes().getFirst();
    }

    private static OperationRecord operation(String attributes) {
        return state(
                        "",
                        "<node_state id=\"1\" uname=\"pi1\"><lrm><lrm_resources><lrm_resource id=\"web:1\" class=\"ocf\""
                                + " provider=\"p\" type=\"t\"><lrm_rsc_op operation=\"monitor\" " + attributes
                                + "/></lrm_resource></lrm_resources></lrm></node_state>")
                .nodes()
                .getFirst()
                .history()
                .getFirst()
                .operations()
                .getFirst();
    }

    @Test
    void membershipIsSeenLostOrUnseenWhetherWrittenAsWordsOrTimes() {
        assertAll(
                () -> assertEquals(
                        Membership.MEMBER, node("uname=\"pi1\" in_ccm=\"true\"").membership()),
                () -> assertEquals(
                        Membership.LOST, node("uname=\"pi1\" in_ccm=\"false\"").membership()),
                () -> assertEquals(
                        Membership.LOST, node("uname=\"pi1\" in_ccm=\"0\"").membership()),
                () -> assertEquals(Membership.UNSEEN, node("uname=\"pi1\"").membership()),
                () -> assertEquals(
                        Optional.of(Instant.ofEpochSecond(1718744075)),
                        node("uname=\"pi1\" in_ccm=\"1718744075\"").memberSince()));
    }

    @Test
    void controllerJoinAndExpectationAreFactsOfTheirOwn() {
        NodeState node = node("uname=\"pi1\" crmd=\"online\" join=\"pending\" expected=\"down\"");
        assertAll(
                () -> assertTrue(node.controllerUp()),
                () -> assertEquals(Join.PENDING, node.join()),
                () -> assertEquals(Join.DOWN, node.expected()),
                () -> assertEquals(Join.UNKNOWN, node("uname=\"pi1\"").join()),
                () -> assertEquals(Join.DOWN, node("uname=\"pi1\"").expected()));
    }

    @Test
    void aNodeWithoutNameIsKnownByItsIdIfConfigured() {
        assertEquals(new NodeName("pi1"), node("").name());
        assertTrue(CibReader.read(Samples.status("", "<node_state id=\"9\"/>"))
                .problems()
                .getFirst()
                .what()
                .contains("no node"));
    }

    @Test
    void anOperationKeepsResultTimesAndExpectation() {
        OperationRecord op = operation("id=\"web_monitor_10000\" interval=\"10000\" call-id=\"7\" rc-code=\"1\""
                + " op-status=\"2\" transition-key=\"3:1:7:aaaaaaaa\" exit-reason=\"no answer\""
                + " last-rc-change=\"1000\" exec-time=\"12\" queue-time=\"3\" op-digest=\"a\" op-force-restart=\" x \""
                + " op-restart-digest=\"b\" migrate_source=\"pi1\" migrate_target=\"pi2\"");
        assertAll(
                () -> assertEquals(InstanceId.of(new ResourceId("web"), 1), op.instance()),
                () -> assertEquals(Duration.ofSeconds(10), op.interval()),
                () -> assertEquals(ExecutionStatus.TIMED_OUT, op.status()),
                () -> assertEquals(Optional.of(7), op.expectedExitCode()),
                () -> assertEquals(Optional.of(Instant.ofEpochSecond(1000)), op.lastChange()),
                () -> assertEquals(Optional.of(" x "), op.digests().restartParameters()),
                () -> assertEquals(
                        new NodeName("pi2"), op.migration().orElseThrow().target()),
                () -> assertEquals("no answer", op.exitReason()));
    }

    @Test
    void anOperationUnderWayIsPendingAndALastFailureIsMarked() {
        assertAll(
                () -> assertEquals(
                        ExecutionStatus.PENDING, operation("op-status=\"-1\"").status()),
                () -> assertTrue(operation("id=\"web_last_failure_0\"").keptAsFailure()),
                () -> assertEquals(
                        Optional.empty(), operation("transition-key=\"1:2\"").expectedExitCode()));
    }

    @Test
    void ticketsAreReadInBothForms() {
        var tickets = state(
                        "",
                        "<tickets><ticket_state id=\"A\" granted=\"true\" standby=\"true\" owner=\"x\"/>"
                                + "<instance_attributes id=\"i\"><nvpair id=\"n\" name=\"granted-ticket-B\" value=\"false\"/>"
                                + "</instance_attributes></tickets>")
                .tickets();
        assertAll(
                () -> assertTrue(tickets.get(0).granted()),
                () -> assertTrue(tickets.get(0).standby()),
                () -> assertEquals(Optional.of("x"), tickets.get(0).attributes().get("owner")),
                () -> assertEquals("B", tickets.get(1).id()));
    }

    @Test
    void quorumLostAfterHavingItIsNotQuorumNeverHeld() {
        String present = "<node_state id=\"1\" uname=\"pi1\" in_ccm=\"true\"/>";
        assertAll(
                () -> assertEquals(
                        new Quorum.Held(1, 2),
                        state("have-quorum=\"1\"", present).quorum()),
                () -> assertEquals(
                        new Quorum.NeverHeld(1, 2), state("", present).quorum()),
                () -> assertInstanceOf(
                        Quorum.Lost.class,
                        state("have-quorum=\"0\" no-quorum-panic=\"1\"", present)
                                .quorum()));
    }

    @Test
    void theLeaderIsKnownByItsName() {
        assertEquals(
                Optional.of(new NodeName("pi2")), state("dc-uuid=\"2\"", "").leader());
    }
}
