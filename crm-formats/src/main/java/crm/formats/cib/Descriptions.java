package crm.formats.cib;

import crm.model.ResourceId;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** Collects what people wrote about resources. */
final class Descriptions {

    private final SequencedMap<ResourceId, String> found = new LinkedHashMap<>();
    private final Report report;

    private Descriptions(Report report) {
        this.report = report;
    }

    static SequencedMap<ResourceId, String> of(XmlElement resources, Report report) {
        var descriptions = new Descriptions(report);
        descriptions.collect(resources);
        return descriptions.found;
    }

    private void collect(XmlElement element) {
        for (XmlElement child : element.children()) {
            switch (child.name()) {
                case "primitive", "group", "clone", "master", "bundle" -> {
                    child.get("description")
                            .ifPresent(
                                    text -> report.resourceId(child, child.id()).ifPresent(id -> found.put(id, text)));
                    collect(child);
                }
                default -> {
                    // nothing else can be described
                }
            }
        }
    }
}
