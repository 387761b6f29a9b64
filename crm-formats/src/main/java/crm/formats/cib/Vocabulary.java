package crm.formats.cib;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which elements and attributes a CIB may have, of any schema from 1.0 to 4.0. Nothing is ignored in silence: what is
 * not listed here, and what is listed as ignored, is reported.
 */
final class Vocabulary {

    /** {@code element: attributes > children}; the attributes every element may have are left out. */
    private static final String TEXT = """
            cib: admin_epoch epoch num_updates validate-with crm_feature_set cib-last-written have-quorum dc-uuid \
            update-origin update-client update-user execution-date remote-tls-port remote-clear-port no-quorum-panic \
            generated > configuration status
            configuration: > crm_config nodes resources constraints rsc_defaults op_defaults fencing-topology tags \
            alerts acls domains
            crm_config: > cluster_property_set
            cluster_property_set: score > nvpair attributes rule
            meta_attributes: score > nvpair attributes rule
            instance_attributes: score > nvpair attributes rule
            utilization: score > nvpair attributes rule
            attributes: > nvpair
            nvpair: name value >
            nodes: > node
            node: uname type score > instance_attributes utilization
            resources: > primitive group clone master bundle template
            primitive: class provider type template > instance_attributes meta_attributes utilization operations
            template: class provider type > instance_attributes meta_attributes utilization operations
            operations: > op
            op: name interval timeout on-fail role enabled start-delay interval-origin record-pending \
            requires disabled prereq OCF_CHECK_LEVEL > instance_attributes meta_attributes
            group: ordered collocated > primitive instance_attributes meta_attributes
            clone: > primitive group instance_attributes meta_attributes
            master: > primitive group instance_attributes meta_attributes
            bundle: > docker podman rkt network storage primitive meta_attributes
            docker: image replicas replicas-per-host promoted-max masters network options run-command >
            podman: image replicas replicas-per-host promoted-max masters network options run-command >
            rkt: image replicas replicas-per-host promoted-max masters network options run-command >
            network: ip-range-start control-port host-interface host-netmask add-host > port-mapping
            port-mapping: port internal-port range >
            storage: > storage-mapping
            storage-mapping: source-dir source-dir-root target-dir options >
            constraints: > rsc_location rsc_colocation rsc_order rsc_ticket
            rsc_location: rsc rsc-pattern node score role resource-discovery > rule resource_set lifetime
            rsc_colocation: rsc with-rsc rsc-role with-rsc-role rsc-instance with-rsc-instance score node-attribute \
            influence > resource_set lifetime
            rsc_order: first then first-action then-action first-instance then-instance kind score symmetrical \
            require-all > resource_set lifetime
            rsc_ticket: rsc rsc-role ticket loss-policy > resource_set
            resource_set: sequential require-all action role score ordering kind > resource_ref
            resource_ref: >
            lifetime: > rule
            rule: boolean-op score score-attribute score_attribute role > rule expression date_expression \
            rsc_expression op_expression
            expression: attribute operation value type value-source >
            date_expression: operation start end > date_spec duration
            date_spec: seconds minutes hours monthdays weekdays yeardays yearsdays months weeks years weekyears moon >
            duration: seconds minutes hours days monthdays weekdays yeardays yearsdays months weeks years weekyears >
            rsc_expression: class provider type >
            op_expression: name interval >
            rsc_defaults: > meta_attributes
            op_defaults: > meta_attributes
            fencing-topology: > fencing-level
            fencing-level: target target-pattern target-attribute target-value index devices >
            tags: > tag
            tag: > obj_ref
            obj_ref: >
            alerts: > alert
            alert: path > recipient select meta_attributes instance_attributes
            recipient: value > meta_attributes instance_attributes
            select: > select_nodes select_fencing select_resources select_attributes
            select_nodes: >
            select_fencing: >
            select_resources: >
            select_attributes: > attribute
            attribute: name >
            """;

    private static final Set<String> EVERYWHERE = Set.of("id", "id-ref", "description", "__crm_diff_marker__");

    /** Sections that are read past on purpose, and why. */
    private static final Map<String, String> IGNORED = Map.of(
            "acls", "access control lists are not honoured; who may do what is decided by who may reach the daemon",
            "domains", "failure domains are not honoured");

    private static final Map<String, Words> ELEMENTS = parse();

    private Vocabulary() {}

    /** What an element may have. */
    private record Words(Set<String> attributes, Set<String> children) {}

    private static Map<String, Words> parse() {
        var elements = new HashMap<String, Words>();
        TEXT.lines().forEach(line -> {
            int colon = line.indexOf(':');
            int arrow = line.lastIndexOf('>');
            elements.put(
                    line.substring(0, colon),
                    new Words(words(line.substring(colon + 1, arrow)), words(line.substring(arrow + 1))));
        });
        return elements;
    }

    private static Set<String> words(String text) {
        return text.isBlank() ? Set.of() : Set.copyOf(List.of(text.strip().split("\\s+")));
    }

    /** Reports what is unknown in the configuration part. The status part is written by programs and read leniently. */
    static void check(XmlElement element, Report report) {
        Words words = ELEMENTS.get(element.name());
        if (words == null) {
            return;
        }
        for (String attribute : element.attributeNames()) {
            if (!words.attributes().contains(attribute)
                    && !EVERYWHERE.contains(attribute)
                    && !attribute.startsWith("xmlns")
                    && !attribute.contains(":")) {
                report.warning(
                        element, "attribute \"" + attribute + "\" is not known here; it is ignored", "Remove it.");
            }
        }
        for (XmlElement child : element.children()) {
            String ignored = IGNORED.get(child.name());
            if (ignored != null) {
                report.warning(child, ignored, "Nothing to do.");
            } else if (words.children().contains(child.name())) {
                check(child, report);
            } else {
                report.warning(
                        child, "the element is not known inside <" + element.name() + ">; it is ignored", "Remove it.");
            }
        }
    }
}
