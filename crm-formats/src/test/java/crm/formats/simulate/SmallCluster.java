package crm.formats.simulate;

import crm.formats.cib.CibReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A cluster written down in few words, and what is decided for it. */
final class SmallCluster {

    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);

    private final Map<String, String> options = new LinkedHashMap<>();
    private final StringBuilder resources = new StringBuilder();
    private final StringBuilder constraints = new StringBuilder();
    private final Map<String, StringBuilder> histories = new LinkedHashMap<>();
    private final Map<String, StringBuilder> attributes = new LinkedHashMap<>();
    private final Map<String, String> membership = new LinkedHashMap<>();
    private int calls;

    /** Without fencing, with these nodes online. */
    static SmallCluster of(String... nodes) {
        var cluster = new SmallCluster();
        for (String node : nodes) {
            cluster.membership.put(node, "in_ccm=\"true\" crmd=\"online\" join=\"member\" expected=\"member\"");
            cluster.histories.put(node, new StringBuilder());
            cluster.attributes.put(node, new StringBuilder());
        }
        return cluster.option("stonith-enabled", "false");
    }

    /** A property of the cluster, instead of any value it had. */
    SmallCluster option(String name, String value) {
        options.put(name, value);
        return this;
    }

    SmallCluster offline(String node) {
        membership.put(node, "in_ccm=\"false\" crmd=\"offline\" join=\"down\" expected=\"down\"");
        return this;
    }

    SmallCluster joining(String node) {
        membership.put(node, "in_ccm=\"true\" crmd=\"online\" join=\"down\" expected=\"down\"");
        return this;
    }

    SmallCluster attribute(String node, String name, String value) {
        text(attributes, node).append(pair(name, value));
        return this;
    }

    /** A resource as in a CIB; what is in it of meta attributes {@link #meta} writes. */
    SmallCluster resource(String xml) {
        resources.append(xml);
        return this;
    }

    SmallCluster constraint(String xml) {
        constraints.append(xml);
        return this;
    }

    /** A dummy primitive. */
    static String dummy(String id, String... inside) {
        return primitive(id, "Dummy", inside);
    }

    /** A dummy that can be promoted. */
    static String stateful(String id, String... inside) {
        return primitive(id, "Stateful", inside);
    }

    private static String primitive(String id, String type, String... inside) {
        return "<primitive id=\"" + id + "\" class=\"ocf\" provider=\"pacemaker\" type=\"" + type + "\">"
                + String.join("", inside) + "</primitive>";
    }

    static String group(String id, String... inside) {
        return "<group id=\"" + id + "\">" + String.join("", inside) + "</group>";
    }

    static String cloned(String id, String... inside) {
        return "<clone id=\"" + id + "\">" + String.join("", inside) + "</clone>";
    }

    /** Meta attributes of the resource named: {@code target-role=Stopped}. */
    static String meta(String of, String... settings) {
        var text = new StringBuilder("<meta_attributes id=\"" + of + "-meta\">");
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            text.append("<nvpair id=\"" + of + "-" + setting.substring(0, equals) + "\" name=\""
                    + setting.substring(0, equals) + "\" value=\"" + setting.substring(equals + 1) + "\"/>");
        }
        return text.append("</meta_attributes>").toString();
    }

    /** A recurring monitor every ten seconds; {@code more} is written into the element. */
    static String monitor(String of, String more) {
        return "<operations><op id=\"" + of + "-monitor\" name=\"monitor\" interval=\"10s\" " + more
                + "/></operations>";
    }

    /** An operation that succeeded. */
    SmallCluster ran(String node, String resource, String task) {
        return ran(node, resource, task, 0, 0, 0);
    }

    /** An operation with its interval in milliseconds, its exit code and the expected one; 193 is none yet. */
    SmallCluster ran(String node, String resource, String task, int interval, int exitCode, int expected) {
        calls++;
        boolean pending = exitCode == 193;
        boolean failed = !pending && exitCode != expected;
        String name = failed ? "last_failure_0" : interval == 0 ? "last_0" : "monitor_" + interval;
        text(histories, node)
                .append("<lrm_resource id=\"" + resource + "\" class=\"ocf\" provider=\"pacemaker\" type=\"Dummy\">"
                        + "<lrm_rsc_op id=\"" + resource + "_" + name + "\" operation_key=\"" + resource + "_" + task
                        + "_"
                        + interval + "\" operation=\"" + task + "\" call-id=\"" + (pending ? -1 : calls)
                        + "\" rc-code=\""
                        + exitCode + "\" op-status=\"" + (pending ? -1 : failed ? 4 : 0) + "\" interval=\"" + interval
                        + "\" last-rc-change=\"" + (1_699_990_000 + calls) + "\" transition-key=\"" + calls + ":1:"
                        + expected
                        + ":00000000-0000-4000-8000-000000000001\"/></lrm_resource>");
        return this;
    }

    private static StringBuilder text(Map<String, StringBuilder> texts, String node) {
        StringBuilder text = texts.get(node);
        if (text == null) {
            throw new IllegalArgumentException("no such node: " + node);
        }
        return text;
    }

    private int pairs;

    private String pair(String name, String value) {
        pairs++;
        return "<nvpair id=\"pair-" + pairs + "\" name=\"" + name + "\" value=\"" + value + "\"/>";
    }

    /** What is decided. */
    Simulation decided() throws IOException {
        var settings = new StringBuilder();
        options.forEach((name, value) -> settings.append(pair(name, value)));
        var nodes = new StringBuilder();
        var states = new StringBuilder();
        int number = 0;
        for (String node : membership.keySet()) {
            number++;
            nodes.append("<node id=\"" + number + "\" uname=\"" + node + "\"/>");
            states.append("<node_state id=\"" + number + "\" uname=\"" + node + "\" " + membership.get(node)
                    + "><lrm id=\"" + number + "\"><lrm_resources>" + text(histories, node)
                    + "</lrm_resources></lrm><transient_attributes id=\"" + number + "\"><instance_attributes id=\"a-"
                    + node + "\">" + text(attributes, node)
                    + "</instance_attributes></transient_attributes></node_state>");
        }
        String cib = "<cib have-quorum=\"true\" validate-with=\"pacemaker-3.7\"><configuration><crm_config>"
                + "<cluster_property_set id=\"options\">" + settings + "</cluster_property_set></crm_config><nodes>"
                + nodes
                + "</nodes><resources>" + resources + "</resources><constraints>" + constraints
                + "</constraints></configuration><status>" + states + "</status></cib>";
        var reading = CibReader.read(new ByteArrayInputStream(cib.getBytes(StandardCharsets.UTF_8)));
        return Simulation.run(
                reading.cib()
                        .orElseThrow(() -> new AssertionError(reading.problems().toString())),
                Optional.empty(),
                NOW);
    }

    /** The listing before anything is done, its runs of blanks shortened. */
    String status() throws IOException {
        String summary = decided().summary();
        return shortened(summary.substring(0, summary.indexOf("Transition Summary")));
    }

    /** The lines of the transition summary, their runs of blanks shortened. */
    List<String> changes() throws IOException {
        String summary = decided().summary();
        return shortened(summary.substring(
                        summary.indexOf("Transition Summary"), summary.indexOf("Executing Cluster Transition")))
                .lines()
                .filter(line -> line.startsWith(" * "))
                .toList();
    }

    /** The listing after everything has been done. */
    String outcome() throws IOException {
        String summary = decided().summary();
        return shortened(summary.substring(summary.indexOf("Revised Cluster Status")));
    }

    /** The scores, one a line. */
    String scores() throws IOException {
        return shortened(decided().scores());
    }

    private static String shortened(String text) {
        return text.replaceAll("[ \t]+", " ");
    }
}
