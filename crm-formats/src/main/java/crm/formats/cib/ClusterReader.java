package crm.formats.cib;

import crm.model.AlertTarget;
import crm.model.FencingLevel;
import crm.model.NameValueSet;
import crm.model.Node;
import crm.model.NodeName;
import crm.model.Score;
import crm.model.Settings;
import crm.model.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what a configuration says beside resources and constraints: nodes, fencing levels, tags and alerts. */
final class ClusterReader {

    private final NodeIds nodes;
    private final SettingsReader settings;
    private final Report report;

    ClusterReader(NodeIds nodes, SettingsReader settings, Report report) {
        this.nodes = nodes;
        this.settings = settings;
        this.report = report;
    }

    /** The node; empty, and reported, for a kind of node that runs nothing. */
    Optional<Node> node(XmlElement element) {
        Optional<String> id = report.required(element, "id");
        Optional<NodeName> name = element.get("uname").or(() -> id).flatMap(text -> report.nodeName(element, text));
        Optional<Node.Kind> kind = kind(element);
        if (id.isEmpty() || name.isEmpty() || kind.isEmpty()) {
            return Optional.empty();
        }
        nodes.add(id.get(), name.get());
        return Optional.of(new Node(
                name.get(),
                id.get(),
                kind.get(),
                settings.read(element, "instance_attributes"),
                settings.read(element, "utilization")));
    }

    private Optional<Node.Kind> kind(XmlElement element) {
        return switch (element.get("type", "member")) {
            case "member", "normal" -> Optional.of(Node.Kind.MEMBER);
            case "remote" -> Optional.of(Node.Kind.REMOTE);
            case "ping" -> {
                report.warning(element, "a ping node is no member of the cluster; it is ignored", "Remove it.");
                yield Optional.empty();
            }
            default -> {
                report.warning(element, "the type of node is unknown; it is taken as a member", "Use member.");
                yield Optional.of(Node.Kind.MEMBER);
            }
        };
    }

    /** One level of the fencing topology. */
    Optional<FencingLevel> fencingLevel(XmlElement element) {
        Optional<FencingLevel.Target> target = target(element);
        Optional<Integer> index =
                report.required(element, "index").flatMap(ignored -> report.integer(element, "index"));
        Optional<String> devices = report.required(element, "devices");
        if (target.isEmpty() || index.isEmpty() || devices.isEmpty()) {
            return Optional.empty();
        }
        List<String> ids = Stream.of(devices.get().split(","))
                .map(String::strip)
                .filter(device -> !device.isEmpty())
                .toList();
        return Optional.of(new FencingLevel(element.id(), target.get(), index.get(), ids));
    }

    private Optional<FencingLevel.Target> target(XmlElement element) {
        if (element.has("target")) {
            return report.nodeName(element, element.get("target", "")).map(FencingLevel.ByName::new);
        }
        if (element.has("target-pattern")) {
            return Optional.of(new FencingLevel.ByPattern(element.get("target-pattern", "")));
        }
        if (element.has("target-attribute") && element.has("target-value")) {
            return Optional.of(
                    new FencingLevel.ByAttribute(element.get("target-attribute", ""), element.get("target-value", "")));
        }
        report.error(element, "the level names no target; it is left out", "Add target=\"…\".");
        return Optional.empty();
    }

    Tag tag(XmlElement element) {
        List<String> members = element.children("obj_ref")
                .flatMap(reference -> report.required(reference, "id").stream())
                .toList();
        return new Tag(element.id(), members);
    }

    /** A configured alert. */
    Optional<AlertTarget> alert(XmlElement element) {
        List<AlertTarget.Recipient> recipients = element.children("recipient")
                .flatMap(recipient -> recipient(recipient).stream())
                .toList();
        return report.required(element, "path")
                .map(path -> new AlertTarget(
                        element.id(),
                        path,
                        settings.read(element, "meta_attributes"),
                        settings.read(element, "instance_attributes"),
                        recipients,
                        kinds(element),
                        attributeNames(element)));
    }

    private Optional<AlertTarget.Recipient> recipient(XmlElement element) {
        return report.required(element, "value")
                .map(value -> new AlertTarget.Recipient(
                        element.id(),
                        value,
                        settings.read(element, "meta_attributes"),
                        settings.read(element, "instance_attributes")));
    }

    private static Stream<XmlElement> selections(XmlElement alert) {
        return alert.children("select").flatMap(select -> select.children().stream());
    }

    private static List<String> kinds(XmlElement alert) {
        return selections(alert)
                .map(XmlElement::name)
                .filter(name -> name.startsWith("select_"))
                .map(name -> name.substring("select_".length()))
                .toList();
    }

    private static List<String> attributeNames(XmlElement alert) {
        return selections(alert)
                .flatMap(selection -> selection.children("attribute"))
                .flatMap(attribute -> attribute.get("name").stream())
                .toList();
    }

    /** Defaults for resources or operations, which take the form of meta attributes. */
    Settings defaults(XmlElement section) {
        return settings.read(section, "meta_attributes", OldNames.META);
    }

    /**
     * Cluster options. The set {@code cib-bootstrap-options} stands above all others whatever their scores, as in
     * Pacemaker.
     */
    Settings options(XmlElement crmConfig) {
        var sets = new ArrayList<>(settings.read(crmConfig, "cluster_property_set", OldNames.OPTIONS)
                .sets());
        for (int i = 0; i < sets.size(); i++) {
            if (sets.get(i).id().equals("cib-bootstrap-options")) {
                var bootstrap = sets.remove(i);
                sets.addLast(new NameValueSet(bootstrap.id(), Score.INFINITY, bootstrap.rule(), bootstrap.values()));
                break;
            }
        }
        return new Settings(sets);
    }
}
