package crm.formats.cib;

import crm.model.AgentId;
import crm.model.NameValueSet;
import crm.model.OperationSpec;
import crm.model.Resource;
import crm.model.ResourceId;
import crm.model.Score;
import crm.model.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/** Reads {@code <resources>}: primitives, groups, clones, bundles and templates. */
final class ResourceReader {

    private final SettingsReader settings;
    private final References references;
    private final Report report;
    private final Map<String, XmlElement> templates = new HashMap<>();
    private final Set<ResourceId> seen = new LinkedHashSet<>();

    /** @param resources the {@code <resources>} element, in which primitives find their templates */
    ResourceReader(XmlElement resources, SettingsReader settings, References references, Report report) {
        this.settings = settings;
        this.references = references;
        this.report = report;
        resources.children("template").forEach(template -> templates.putIfAbsent(template.id(), template));
    }

    /** The top-level resource an element describes; empty, and reported where due, if it describes none. */
    Optional<Resource> read(XmlElement element) {
        return switch (element.name()) {
            case "primitive" -> primitive(element).map(Resource.class::cast);
            case "group" -> group(element).map(Resource.class::cast);
            case "clone", "master" -> cloned(element).map(Resource.class::cast);
            case "bundle" -> bundle(element).map(Resource.class::cast);
            default -> Optional.empty(); // templates have their own list; the vocabulary check reports others
        };
    }

    /** A template as the primitive it lends its content to. */
    Optional<Resource.Primitive> template(XmlElement element) {
        return primitive(element);
    }

    private Optional<ResourceId> id(XmlElement element) {
        Optional<ResourceId> id = report.required(element, "id").flatMap(text -> report.resourceId(element, text));
        if (id.isPresent() && !seen.add(id.get())) {
            report.error(element, "there is another resource of that id; this one is left out", "Rename one of them.");
            return Optional.empty();
        }
        return id;
    }

    private Optional<Resource.Primitive> primitive(XmlElement element) {
        Optional<ResourceId> id = id(element);
        Optional<String> template = element.get("template");
        Optional<AgentId> agent = agent(element, template);
        if (id.isEmpty() || agent.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Resource.Primitive(
                id.get(),
                agent.get(),
                settings.read(element, "instance_attributes"),
                meta(element),
                settings.read(element, "utilization"),
                operations(element),
                template));
    }

    private Optional<AgentId> agent(XmlElement element, Optional<String> template) {
        XmlElement source = element;
        if (template.isPresent()) {
            XmlElement found = templates.get(template.get());
            if (found == null) {
                report.error(element, "there is no template \"" + template.get() + "\"", "Define the template.");
                return Optional.empty();
            }
            source = found;
        }
        Optional<String> standard = report.required(source, "class");
        Optional<String> type = report.required(source, "type");
        if (standard.isEmpty() || type.isEmpty()) {
            return Optional.empty();
        }
        if (standard.get().equals("ocf") && !source.has("provider")) {
            report.error(source, "an ocf agent needs a provider", "Add provider=\"heartbeat\", for example.");
            return Optional.empty();
        }
        return Optional.of(report.agent(standard.get(), source.get("provider"), type.get()));
    }

    private Settings meta(XmlElement element) {
        return settings.read(element, "meta_attributes", OldNames.META);
    }

    private List<OperationSpec> operations(XmlElement owner) {
        var operations = new ArrayList<OperationSpec>();
        for (XmlElement written : owner.children()) {
            if (written.is("operations")) {
                references
                        .resolve(written)
                        .ifPresent(block ->
                                block.children("op").forEach(op -> operation(op).ifPresent(operations::add)));
            }
        }
        return operations;
    }

    private Optional<OperationSpec> operation(XmlElement written) {
        Optional<XmlElement> resolved = references.resolve(written);
        if (resolved.isEmpty()) {
            return Optional.empty();
        }
        XmlElement element = resolved.get();
        Optional<String> name = report.required(element, "name");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Duration interval = report.parsed(element, "interval", "a duration", Times::duration)
                .orElse(Duration.ZERO);
        String id = element.get("id", name.get() + "-" + interval.toMillis());
        return Optional.of(new OperationSpec(
                id, name.get(), interval, options(id, element), settings.read(element, "instance_attributes")));
    }

    /** What the element itself says stands above its sets of meta attributes. */
    private Settings options(String id, XmlElement operation) {
        var own = new LinkedHashMap<String, String>();
        for (String attribute : operation.attributeNames()) {
            switch (attribute) {
                case "id", "name", "interval", "description", "id-ref" -> {
                    // these are components of the operation, or say nothing
                }
                default -> own.put(attribute, operation.get(attribute, ""));
            }
        }
        var sets = new ArrayList<NameValueSet>();
        if (!own.isEmpty()) {
            sets.add(new NameValueSet(id, Score.INFINITY, Optional.empty(), own));
        }
        sets.addAll(settings.read(operation, "meta_attributes", OldNames.META).sets());
        return new Settings(sets);
    }

    private Optional<Resource.Group> group(XmlElement element) {
        Optional<ResourceId> id = id(element);
        var members = new ArrayList<Resource.Primitive>();
        element.children("primitive").forEach(child -> primitive(child).ifPresent(members::add));
        if (id.isPresent() && members.isEmpty()) {
            report.error(element, "the group has no members; it is left out", "Add a primitive, or remove it.");
            return Optional.empty();
        }
        return id.map(present ->
                new Resource.Group(present, members, settings.read(element, "instance_attributes"), meta(element)));
    }

    private Optional<Resource.Clone> cloned(XmlElement element) {
        Optional<ResourceId> id = id(element);
        List<XmlElement> inside = element.children().stream()
                .filter(child -> child.is("primitive") || child.is("group"))
                .toList();
        if (inside.size() != 1) {
            report.error(element, "a clone needs exactly one primitive or group in it; it is left out", "Correct it.");
            return Optional.empty();
        }
        Optional<Resource> child = read(inside.getFirst());
        if (id.isEmpty() || child.isEmpty()) {
            return Optional.empty();
        }
        Settings parameters = settings.read(element, "instance_attributes");
        return Optional.of(new Resource.Clone(id.get(), child.get(), parameters, cloneMeta(element)));
    }

    /** {@code <master>} of the schemas before 3 is a promotable clone. */
    private Settings cloneMeta(XmlElement element) {
        Settings written = meta(element);
        if (!element.is("master")) {
            return written;
        }
        var promotable = new LinkedHashMap<String, String>();
        promotable.put("promotable", "true");
        var sets = new ArrayList<NameValueSet>();
        sets.add(new NameValueSet(element.id() + "-promotable", Score.INFINITY, Optional.empty(), promotable));
        sets.addAll(written.sets());
        return new Settings(sets);
    }

    private Optional<Resource.Bundle> bundle(XmlElement element) {
        Optional<ResourceId> id = id(element);
        Optional<XmlElement> container = element.children().stream()
                .filter(child -> child.is("docker") || child.is("podman") || child.is("rkt"))
                .findFirst();
        if (container.isEmpty()) {
            report.error(element, "the bundle names no container; it is left out", "Add <podman image=\"…\"/>.");
            return Optional.empty();
        }
        if (container.get().is("rkt")) {
            report.warning(container.get(), "rkt is not developed any more and cannot be started", "Use podman.");
        }
        Optional<XmlElement> network = element.child("network");
        List<NameValueSet> ports = network.map(n -> n.children("port-mapping"))
                .map(mappings -> mappings.map(this::attributes).toList())
                .orElse(List.of());
        List<NameValueSet> storage = element.children("storage")
                .flatMap(s -> s.children("storage-mapping"))
                .map(this::attributes)
                .toList();
        Optional<Resource.Primitive> child = element.child("primitive").flatMap(this::primitive);
        return id.map(present -> new Resource.Bundle(
                present,
                container.get().name(),
                attributes(container.get()),
                network.map(this::attributes).orElse(attributesOf(present + "-network", new LinkedHashMap<>())),
                ports,
                storage,
                child,
                meta(element)));
    }

    private NameValueSet attributes(XmlElement element) {
        var values = new LinkedHashMap<String, String>();
        for (String attribute : element.attributeNames()) {
            if (!attribute.equals("id")) {
                String today = attribute.equals("masters") ? "promoted-max" : attribute;
                values.put(today, element.get(attribute, ""));
            }
        }
        return attributesOf(element.id(), values);
    }

    private static NameValueSet attributesOf(String id, SequencedMap<String, String> values) {
        return new NameValueSet(id, Score.ZERO, Optional.empty(), values);
    }
}
