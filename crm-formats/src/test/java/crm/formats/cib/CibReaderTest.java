package crm.formats.cib;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.configuration.Configuration;
import crm.configuration.Problem;
import crm.model.FencingLevel;
import crm.model.Node;
import crm.model.NodeName;
import crm.model.OperationSpec;
import crm.model.Resource;
import crm.model.ResourceId;
import crm.model.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What each construct of a configuration becomes. */
class CibReaderTest {

    private static CibReading read(String text) {
        return CibReader.read(text);
    }

    private static Configuration clean(String text) {
        CibReading reading = read(text);
        assertEquals(List.of(), reading.problems());
        return reading.cib().orElseThrow().configuration();
    }

    private static Problem onlyProblem(String text) {
        CibReading reading = read(text);
        assertEquals(1, reading.problems().size(), () -> reading.problems().toString());
        return reading.problems().getFirst();
    }

    private static <T> T first(List<?> list, Class<T> type) {
        return assertInstanceOf(type, list.getFirst());
    }

    @Test
    void everythingAtOnceIsReadWithoutComplaint() {
        Configuration read = clean(Samples.EVERYTHING);
        assertAll(
                () -> assertEquals(3, read.resources().size()),
                () -> assertEquals(1, read.templates().size()),
                () -> assertEquals(4, read.constraints().size()),
                () -> assertEquals(2, read.nodes().size()),
                () -> assertEquals(1, read.tags().size()),
                () -> assertEquals(
                        "all", read.alerts().getFirst().recipients().getFirst().value()));
    }

    @Test
    void oldOptionNamesAndValuesBecomeTodaysAndTheBootstrapSetWins() {
        Configuration read = clean(Samples.EVERYTHING);
        assertAll(
                () -> assertEquals(Optional.of("true"), read.options().get("fencing-enabled")),
                () -> assertEquals(Optional.of("fence"), read.options().get("no-quorum-policy")),
                () -> assertEquals(Optional.empty(), read.options().get("default-resource-stickiness")),
                () -> assertEquals(Optional.of("100"), read.resourceDefaults().get("resource-stickiness")));
    }

    @Test
    void nodesHaveAKindAttributesAndCapacity() {
        Node node = clean(Samples.EVERYTHING).nodes().getFirst();
        assertAll(
                () -> assertEquals(new NodeName("pi1"), node.name()),
                () -> assertEquals(Node.Kind.MEMBER, node.kind()),
                () -> assertEquals(Optional.of("off"), node.attributes().get("standby")),
                () -> assertEquals(Optional.of("4"), node.utilization().get("cpu")));
    }

    @Test
    void aPrimitiveKnowsItsTemplateAndTakesItsAgent() {
        var ip = first(clean(Samples.EVERYTHING).resources(), Resource.Primitive.class);
        assertAll(
                () -> assertEquals("ocf:heartbeat:IPaddr2", ip.agent().toString()),
                () -> assertEquals(Optional.of("tpl"), ip.template()),
                () -> assertTrue(ip.meta().sets().getFirst().rule().isPresent()));
    }

    @Test
    void whatAnOperationSaysItselfStandsAboveItsMetaAttributes() {
        OperationSpec monitor = first(
                        clean(Samples.resources("<primitive id=\"a\" class=\"lsb\" type=\"x\"><operations>"
                                        + "<op id=\"o\" name=\"monitor\" interval=\"P10S\" timeout=\"20s\">"
                                        + "<meta_attributes id=\"m\"><nvpair id=\"n1\" name=\"timeout\" value=\"5\"/>"
                                        + "<nvpair id=\"n2\" name=\"on-fail\" value=\"stop\"/></meta_attributes>"
                                        + "<instance_attributes id=\"i\"><nvpair id=\"n3\" name=\"OCF_CHECK_LEVEL\""
                                        + " value=\"10\"/></instance_attributes></op></operations></primitive>"))
                                .resources(),
                        Resource.Primitive.class)
                .operations()
                .getFirst();
        assertAll(
                () -> assertEquals(Duration.ofSeconds(10), monitor.interval()),
                () -> assertEquals(Optional.of("20s"), monitor.options().get("timeout")),
                () -> assertEquals(Optional.of("stop"), monitor.options().get("on-fail")),
                () -> assertEquals(Optional.of("10"), monitor.parameters().get("OCF_CHECK_LEVEL")));
    }

    @Test
    void aMasterOfOldIsAPromotableClone() {
        var clone = assertInstanceOf(
                Resource.Clone.class,
                clean(Samples.EVERYTHING).resource(new ResourceId("ms")).orElseThrow());
        assertAll(
                () -> assertEquals(Optional.of("true"), clone.meta().get("promotable")),
                () -> assertEquals(Optional.of("1"), clone.meta().get("promoted-max")),
                () -> assertInstanceOf(Resource.Group.class, clone.child()));
    }

    @Test
    void aBundleKeepsItsContainerNetworkAndStorage() {
        var bundle = assertInstanceOf(
                Resource.Bundle.class,
                clean(Samples.EVERYTHING).resource(new ResourceId("b")).orElseThrow());
        assertAll(
                () -> assertEquals("podman", bundle.technology()),
                () -> assertEquals("1", bundle.container().values().get("promoted-max")),
                () -> assertEquals("10.0.0.1", bundle.network().values().get("ip-range-start")),
                () -> assertEquals("80", bundle.ports().getFirst().values().get("port")),
                () -> assertEquals("/b", bundle.storage().getFirst().values().get("target-dir")),
                () -> assertEquals(
                        new ResourceId("inside"), bundle.child().orElseThrow().id()));
    }

    @Test
    void referencesAreFollowedForSetsPairsOperationsAndRules() {
        Configuration read = clean(Samples.resources("""
                <primitive id="a" class="lsb" type="x">
                  <instance_attributes id="shared"><nvpair id="pair" name="p" value="1"/></instance_attributes>
                  <operations id="ops"><op id="o" name="start" interval="0"/></operations>
                </primitive>
                <primitive id="b" class="lsb" type="x">
                  <instance_attributes id-ref="shared"/>
                  <meta_attributes id="m"><nvpair id-ref="pair" name="q"/></meta_attributes>
                  <operations id-ref="ops"/>
                </primitive>
                """));
        var b = assertInstanceOf(
                Resource.Primitive.class, read.resource(new ResourceId("b")).orElseThrow());
        assertAll(
                () -> assertEquals(Optional.of("1"), b.parameters().get("p")),
                () -> assertEquals(Optional.of("1"), b.meta().get("q")),
                () -> assertEquals("start", b.operations().getFirst().name()));
    }

    @Test
    void aReferenceToNothingIsToldWithItsLine() {
        Problem problem = onlyProblem(Samples.resources(
                "<primitive id=\"a\" class=\"lsb\" type=\"x\"><operations id-ref=\"no\"/></primitive>"));
        assertAll(
                () -> assertEquals(Problem.Severity.ERROR, problem.severity()),
                () -> assertTrue(problem.place().startsWith("line 3, <operations"), problem::place));
    }

    @Test
    void allMistakesAreToldAtOnceAndTheRestIsRead() {
        CibReading reading = read(Samples.resources("""
                <primitive id="good" class="lsb" type="x"/>
                <primitive id="no agent" class="lsb" type="x"/>
                <primitive id="t" template="missing"/>
                <primitive id="o" class="ocf" type="x"/>
                <group id="empty"/>
                <clone id="hollow"/>
                <bundle id="bare"/>
                <primitive id="good" class="lsb" type="y"/>
                <novelty/>
                """));
        assertAll(
                () -> assertEquals(
                        1,
                        reading.cib().orElseThrow().configuration().resources().size()),
                () -> assertTrue(reading.hasErrors()),
                () -> assertTrue(
                        reading.problems().size() >= 8, () -> reading.problems().toString()));
    }

    @Test
    void anUnknownAttributeAndTextAreToldAsIgnored() {
        CibReading reading = read(
                Samples.resources("<primitive id=\"a\" class=\"lsb\" type=\"x\" colour=\"red\">hello</primitive>"));
        assertAll(
                () -> assertEquals(
                        2, reading.problems().size(), () -> reading.problems().toString()),
                () -> assertFalse(reading.hasErrors()));
    }

    @Test
    void accessControlIsToldAsNotHonoured() {
        assertTrue(onlyProblem(Samples.configuration("<acls><acl_role id=\"r\"/></acls>"))
                .what()
                .contains("not honoured"));
    }

    @Test
    void rulesKeepDatesOperationsAndKinds() {
        Rule rule = first(clean(Samples.resources("""
                                        <primitive id="a" class="lsb" type="x"><meta_attributes id="m">
                                          <rule id="r" boolean-op="or" score="0">
                                            <date_expression id="d1" operation="lt" end="2005-020T12:30"/>
                                            <date_expression id="d2" operation="in_range" start="2005-01-01">
                                              <duration id="du" hours="2"/></date_expression>
                                            <date_expression id="d3" operation="date_spec">
                                              <date_spec id="ds" hours="9-16"/></date_expression>
                                            <op_expression id="oe" name="monitor" interval="10s"/>
                                            <rsc_expression id="re" class="ocf" type="Dummy"/>
                                            <expression id="e" attribute="#uname" operation="eq" value="pi1"
                                              type="string" value-source="literal"/>
                                            <rule id="inner"><expression id="e2" attribute="x" operation="defined"/></rule>
                                          </rule></meta_attributes></primitive>
                                        """)).resources(), Resource.Primitive.class)
                .meta()
                .sets()
                .getFirst()
                .rule()
                .orElseThrow();
        Instant halfPastTwelve = Instant.parse("2005-01-20T12:30:00Z");
        assertAll(
                () -> assertEquals(Rule.Combination.OR, rule.combination()),
                () -> assertEquals(
                        new Rule.DateRange(Optional.empty(), Optional.of(halfPastTwelve.minusSeconds(1))),
                        rule.conditions().get(0)),
                () -> assertInstanceOf(
                        Rule.DateDuration.class, rule.conditions().get(1)),
                () -> assertInstanceOf(
                        Rule.DateSpecification.class, rule.conditions().get(2)),
                () -> assertEquals(
                        new Rule.OperationTest("monitor", Optional.of(Duration.ofSeconds(10))),
                        rule.conditions().get(3)),
                () -> assertInstanceOf(
                        Rule.ResourceTest.class, rule.conditions().get(4)),
                () -> assertInstanceOf(
                        Rule.AttributeTest.class, rule.conditions().get(5)),
                () -> assertInstanceOf(Rule.Nested.class, rule.conditions().get(6)));
    }

    @Test
    void severalRulesOfOneSetHoldIfAnyDoes() {
        Rule rule = clean(Samples.configuration("""
                        <crm_config><cluster_property_set id="s">
                          <rule id="r1" score="0"><expression id="e1" attribute="a" operation="defined"/></rule>
                          <rule id="r2" score="0"><expression id="e2" attribute="b" operation="defined"/></rule>
                          <nvpair id="n" name="maintenance-mode" value="true"/>
                        </cluster_property_set></crm_config>
                        """))
                .options()
                .sets()
                .getFirst()
                .rule()
                .orElseThrow();
        assertAll(
                () -> assertEquals(Rule.Combination.OR, rule.combination()),
                () -> assertEquals(2, rule.conditions().size()));
    }

    @Test
    void fencingLevelsNameTheirTargetInAnyOfThreeWays() {
        List<FencingLevel> levels = clean(Samples.configuration("""
                        <fencing-topology>
                          <fencing-level id="f1" target="pi1" index="1" devices="a, b"/>
                          <fencing-level id="f2" target-pattern="pi.*" index="2" devices="c"/>
                          <fencing-level id="f3" target-attribute="rack" target-value="1" index="1" devices="d"/>
                        </fencing-topology>
                        """)).fencingTopology();
        assertAll(
                () -> assertEquals(List.of("a", "b"), levels.get(0).devices()),
                () -> assertEquals(
                        new FencingLevel.ByPattern("pi.*"), levels.get(1).target()),
                () -> assertEquals(
                        new FencingLevel.ByAttribute("rack", "1"), levels.get(2).target()));
    }

    @Test
    void alertsMaySelectWhatTheyHear() {
        var alert = clean(Samples.configuration("""
                        <alerts><alert id="a" path="/bin/alert"><select><select_nodes/><select_attributes>
                          <attribute id="n" name="standby"/></select_attributes></select></alert></alerts>
                        """)).alerts().getFirst();
        assertAll(
                () -> assertEquals(List.of("nodes", "attributes"), alert.kinds()),
                () -> assertEquals(List.of("standby"), alert.attributeNames()));
    }
}
