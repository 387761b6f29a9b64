package crm.cli.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.control.Reply;
import crm.formats.status.AnswerJson;
import crm.formats.status.AnswerXml;
import crm.formats.status.Verdict;
import crm.journal.Incident;
import crm.model.InstanceId;
import crm.model.NodeName;
import crm.model.ResourceId;
import crm.model.Role;
import crm.state.Quorum;
import crm.status.StatusView;
import crm.status.StatusView.Condition;
import crm.status.StatusView.Flags;
import crm.status.StatusView.NodeLine;
import crm.status.StatusView.ResourceLine;
import crm.status.StatusView.Where;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

/** How a status reads when much is wrong at once. */
class StatusTextTest {

    private static final NodeName PI1 = new NodeName("pi1");
    private static final NodeName PI2 = new NodeName("pi2");
    private static final NodeName PI3 = new NodeName("pi3");
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private static NodeLine node(NodeName name, Condition condition, String sentence) {
        return new NodeLine(name, false, condition, sentence, List.of(), Optional.empty(), Optional.empty());
    }

    private static ResourceLine primitive(String id, Optional<NodeName> node, Flags flags, String why) {
        var resource = new ResourceId(id);
        return new ResourceLine(
                resource,
                "primitive",
                Optional.of("crm:" + id),
                node.map(n -> new Where(InstanceId.of(resource), n, Role.STARTED)).stream()
                        .toList(),
                flags,
                Optional.empty(),
                why,
                List.of());
    }

    private static StatusView view() {
        var failed = new Flags(true, false, true, false, false, Optional.empty());
        var stopped = new Flags(true, true, false, false, false, Optional.empty());
        var group = new ResourceLine(
                new ResourceId("web"),
                "group",
                Optional.empty(),
                List.of(),
                Flags.NONE,
                Optional.empty(),
                "It is where it prefers.",
                List.of(
                        primitive("ip", Optional.of(PI1), Flags.NONE, "It is where web is."),
                        primitive("site", Optional.of(PI1), failed, "It failed on pi1 and is being restarted.")));
        var fenced = new StatusView.FencingLine(
                PI3, "reboot", PI1, NOON.minusSeconds(60), Optional.of(true), "port ether4 is off and says so itself");
        return new StatusView(
                "demo",
                PI1,
                NOON,
                Optional.of(PI1),
                4,
                new Quorum.Held(2, 3),
                "0.1.0",
                Optional.of(new StatusView.Change(NOON.minusSeconds(3600), "root@pi1", "loaded demo.yaml (2 changes)")),
                false,
                true,
                "The web page is up; pi3 is off.",
                List.of(new StatusView.Notice(
                        StatusView.Gravity.WARNING, "If one more node is lost, nothing can run.")),
                List.of(
                        new NodeLine(
                                PI1,
                                false,
                                Condition.ONLINE,
                                "It is well.",
                                List.of(),
                                Optional.of(new StatusView.Drill(
                                        NOON.minus(Duration.ofDays(2)), Duration.ofMillis(1800), true)),
                                Optional.empty()),
                        node(PI2, Condition.STANDBY, "It was put aside and runs nothing."),
                        node(PI3, Condition.OFF, "It has been proven off since 11:59.")),
                List.of(group, primitive("printer", Optional.empty(), stopped, "It was told to stop.")),
                List.of(new StatusView.FailedOperation(
                        InstanceId.parse("site"),
                        "monitor",
                        Duration.ofSeconds(10),
                        PI1,
                        7,
                        "not running",
                        "nginx is gone",
                        NOON,
                        Duration.ofMillis(33))),
                List.of(fenced),
                List.of(new StatusView.TemporaryPlacement(
                        new ResourceId("web"), Optional.of(PI1), NOON.minusSeconds(5), "clears once it runs there")),
                List.of(),
                Optional.of(new Incident(
                        17,
                        "pi3 lost its cable",
                        NOON.minusSeconds(61),
                        List.of(),
                        Optional.of(Duration.ofMillis(640)),
                        Optional.of(NOON),
                        "pi3 lost its cable, was proven off, and web moved to pi1.",
                        Optional.of(PI3))));
    }

    @Test
    void readsAsCrmMonDoesWithASentenceForEverybodyOnTop() {
        assertEquals("""
                The web page is up; pi3 is off.
                Warning: If one more node is lost, nothing can run.

                Cluster Summary:
                  * Stack: crm (demo)
                  * Current DC: pi1 (version 0.1.0) - partition with quorum (2 of 3 voters)
                  * Last updated: Sat Nov 21 12:00:00 2026 +00:00 on pi1
                  * Last change:  Sat Nov 21 11:00:00 2026 +00:00 by root@pi1: loaded demo.yaml (2 changes)
                  * 3 nodes configured
                  * 3 resource instances configured (1 DISABLED)
                  * The cluster is at work: see what is Starting or Stopping below

                Node List:
                  * Node pi2: standby
                      It was put aside and runs nothing.
                  * Node pi3: OFFLINE (proven off)
                      It has been proven off since 11:59.
                  * Online: [ pi1 ]

                Full List of Resources:
                  * Resource Group: web:
                    * ip\t(crm:ip):\t Started pi1
                    * site\t(crm:site):\t FAILED Started pi1
                        It failed on pi1 and is being restarted.
                  * printer\t(crm:printer):\t Stopped (disabled)
                      It was told to stop.

                Temporary Placement:
                  * web is kept on pi1 since Sat Nov 21 11:59:55 2026 +00:00; clears once it runs there

                Failed Resource Actions:
                  * site 10s-interval monitor on pi1 returned 'not running' (nginx is gone) at Sat Nov 21 12:00:00 2026 +00:00 after 33ms
                      Once the cause is mended: crm resource cleanup site

                Fencing History:
                  * reboot of pi3 by pi1 last successful at Sat Nov 21 11:59:00 2026 +00:00
                      port ether4 is off and says so itself

                Fencing Proven:
                  * pi1: works, proven 2 days ago, took 1.8s

                Last Incident:
                  * #17 pi3 lost its cable, Sat Nov 21 11:58:59 2026 +00:00, services away for 640ms
                      pi3 lost its cable, was proven off, and web moved to pi1.
                      The whole story: crm history 17
                """, new StatusText(view(), Ink.PLAIN, ZoneOffset.UTC).text());
    }

    @Test
    void coloursNothingButWhereAskedTo() {
        assertTrue(new StatusText(view(), Ink.COLOURED, ZoneOffset.UTC).text().contains("\033[31mOFFLINE\033[0m"));
    }

    @Test
    void isWellFormedAsXmlAndHasWhatCrmMonHas() throws Exception {
        String xml = AnswerXml.of(new Reply.Status(view()), new Verdict(0, "OK"), "crm status");
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        assertEquals("pacemaker-result", document.getDocumentElement().getTagName());
        assertEquals(3, document.getElementsByTagName("resource").getLength());
        assertEquals(1, document.getElementsByTagName("fence_event").getLength());
    }

    @Test
    void saysTheSameAsJson() {
        String json = AnswerJson.of(new Reply.Status(view()), new Verdict(0, "OK"));
        assertTrue(json.contains("\"headline\" : \"The web page is up; pi3 is off.\""), json);
        assertTrue(json.contains("\"exit\" : 0"), json);
    }

    @Test
    void findsWhatWouldGoWrongNext() {
        var report = HealthReport.of(view());
        assertTrue(
                report.sentences()
                        .contains(
                                "WRONG: 2 of 3 voters are together: if one more is lost, nothing can be started any more."),
                report.sentences()::toString);
    }
}
