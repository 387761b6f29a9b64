package crm.formats.cib;

import crm.model.NodeName;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Node ids and the names they stand for: constraints, the status and the leader may be given either way. */
final class NodeIds {

    private final Map<String, NodeName> byId = new HashMap<>();
    private final Report report;

    NodeIds(Report report) {
        this.report = report;
    }

    void add(String id, NodeName name) {
        byId.putIfAbsent(id, name);
    }

    /** The name a text means: itself unless it is the id of a node. */
    Optional<NodeName> nameOf(XmlElement element, String text) {
        NodeName known = byId.get(text);
        return known == null ? report.nodeName(element, text) : Optional.of(known);
    }

    Optional<NodeName> nameOfId(String id) {
        return Optional.ofNullable(byId.get(id));
    }
}
