package crm.formats.cib;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.model.Constraint;
import crm.model.NodeName;
import crm.model.Role;
import crm.model.Score;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What each form of constraint becomes. */
class ConstraintReaderTest {

    private static Constraint only(String text) {
        CibReading reading = CibReader.read(Samples.constraints(text));
        assertEquals(List.of(), reading.problems());
        return reading.cib().orElseThrow().configuration().constraints().getFirst();
    }

    private static Constraint.Location location(String text) {
        return assertInstanceOf(Constraint.Location.class, only(text));
    }

    @Test
    void aLocationMayNameItsNodeByIdAndItsRole() {
        var location = location("<rsc_location id=\"l\" rsc=\"a\" node=\"2\" score=\"-INFINITY\" role=\"Master\"/>");
        assertAll(
                () -> assertEquals(new Constraint.ForNode(new NodeName("pi2"), Score.NEVER), location.wish()),
                () -> assertEquals(Optional.of(Role.PROMOTED), location.role()));
    }

    @Test
    void aLocationMayMeanAPatternOrItsOpposite() {
        assertEquals(
                new Constraint.ByPattern("vm-.*", true),
                location("<rsc_location id=\"l\" rsc-pattern=\"!vm-.*\" node=\"pi1\" score=\"1\"/>")
                        .resource());
    }

    @Test
    void aLocationMayMeanSetsAndLimitDiscovery() {
        var location = location("<rsc_location id=\"l\" node=\"pi1\" score=\"1\" resource-discovery=\"exclusive\">"
                + "<resource_set id=\"s\" role=\"Slave\"><resource_ref id=\"a\"/></resource_set></rsc_location>");
        var sets = assertInstanceOf(Constraint.BySets.class, location.resource());
        assertAll(
                () -> assertEquals(List.of("a"), sets.sets().getFirst().resources()),
                () -> assertEquals(
                        Optional.of(Role.UNPROMOTED), sets.sets().getFirst().role()),
                () -> assertEquals(Optional.of(Constraint.Discovery.EXCLUSIVE), location.discovery()));
    }

    @Test
    void aLocationMayHaveRulesWithScoresOrAttributesForScores() {
        var location = location("""
                <rsc_location id="l" rsc="a">
                  <rule id="r1" score="10"><expression id="e1" attribute="a" operation="defined"/></rule>
                  <rule id="r2" score-attribute="pingd" role="Promoted"><expression id="e2" attribute="b" operation="defined"/></rule>
                </rsc_location>
                """);
        var wish = assertInstanceOf(Constraint.ForNodesWhere.class, location.wish());
        assertAll(
                () -> assertEquals(
                        Optional.of(Score.of(10)), wish.rules().get(0).score()),
                () -> assertEquals(Optional.of("pingd"), wish.rules().get(1).scoreAttribute()),
                () -> assertEquals(
                        Optional.of(Role.PROMOTED), wish.rules().get(1).role()));
    }

    @Test
    void aLocationWithALifetimeHoldsForItsNodeWhileTheRuleDoes() {
        var location = location("""
                <rsc_location id="l" rsc="a" node="pi1" score="5"><lifetime id="t">
                  <rule id="r" score="0"><date_expression id="d" operation="lt" end="2030-01-01"/></rule>
                </lifetime></rsc_location>
                """);
        var wish = assertInstanceOf(Constraint.ForNodesWhere.class, location.wish());
        assertEquals(2, wish.rules().getFirst().rule().conditions().size());
    }

    @Test
    void aColocationKeepsRolesAttributeAndInfluence() {
        var colocation = assertInstanceOf(
                Constraint.Colocation.class,
                only("<rsc_colocation id=\"c\" rsc=\"a\" rsc-role=\"Slave\" with-rsc=\"b\" with-rsc-role=\"Promoted\""
                        + " score=\"-5\" node-attribute=\"rack\" influence=\"no\"/>"));
        assertAll(
                () -> assertEquals(
                        Optional.of(Role.UNPROMOTED),
                        colocation.dependent().orElseThrow().role()),
                () -> assertEquals(
                        Optional.of(Role.PROMOTED),
                        colocation.primary().orElseThrow().role()),
                () -> assertEquals(Score.of(-5), colocation.score()),
                () -> assertEquals(Optional.of("rack"), colocation.nodeAttribute()),
                () -> assertEquals(Optional.of(false), colocation.influence()));
    }

    @Test
    void anOrderKeepsActionsKindAndSets() {
        var order = assertInstanceOf(
                Constraint.Ordering.class,
                only("<rsc_order id=\"o\" kind=\"Serialize\" symmetrical=\"false\">"
                        + "<resource_set id=\"s1\" sequential=\"false\" require-all=\"false\" action=\"promote\">"
                        + "<resource_ref id=\"a\"/><resource_ref id=\"b\"/></resource_set></rsc_order>"));
        assertAll(
                () -> assertEquals(Optional.of(Constraint.OrderKind.SERIALIZE), order.kind()),
                () -> assertEquals(Optional.of(false), order.symmetrical()),
                () -> assertEquals(List.of("a", "b"), order.sets().getFirst().resources()),
                () -> assertEquals(Optional.of(false), order.sets().getFirst().sequential()),
                () -> assertEquals(
                        Optional.of("promote"), order.sets().getFirst().action()));
    }

    @Test
    void anOrderOfAnUnknownKindIsMandatoryAndToldSo() {
        CibReading reading = CibReader.read(
                Samples.constraints("<rsc_order id=\"o\" first=\"a\" then=\"b\" kind=\"foo\" score=\"0\"/>"));
        var order = assertInstanceOf(
                Constraint.Ordering.class,
                reading.cib().orElseThrow().configuration().constraints().getFirst());
        assertAll(
                () -> assertEquals(Optional.of(Constraint.OrderKind.MANDATORY), order.kind()),
                () -> assertTrue(reading.problems().getFirst().what().contains("foo")));
    }

    @Test
    void aTicketNamesWhatDependsOnIt() {
        var ticket = assertInstanceOf(
                Constraint.TicketDependency.class,
                only("<rsc_ticket id=\"t\" ticket=\"A\" rsc=\"a\" rsc-role=\"Master\" loss-policy=\"freeze\"/>"));
        assertAll(
                () -> assertEquals(Optional.of(Constraint.LossPolicy.FREEZE), ticket.lossPolicy()),
                () -> assertEquals(
                        Optional.of(Role.PROMOTED),
                        ticket.member().orElseThrow().role()));
    }

    @Test
    void constraintsThatSayTooLittleAreLeftOutAndTold() {
        CibReading reading = CibReader.read(Samples.constraints("<rsc_location id=\"l\" rsc=\"a\"/>"
                + "<rsc_location id=\"m\" node=\"pi1\"/><rsc_colocation id=\"c\" rsc=\"a\"/>"
                + "<rsc_order id=\"o\" first=\"a\"/><rsc_ticket id=\"t\" rsc=\"a\"/>"));
        assertAll(
                () -> assertEquals(
                        List.of(), reading.cib().orElseThrow().configuration().constraints()),
                () -> assertTrue(
                        reading.problems().size() >= 5, () -> reading.problems().toString()));
    }
}
