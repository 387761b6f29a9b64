package crm.formats.cib;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Finds what an {@code id-ref} means. */
final class References {

    private final Map<String, XmlElement> byId = new HashMap<>();
    private final Report report;

    References(XmlElement configuration, Report report) {
        this.report = report;
        Deque<XmlElement> pending = new ArrayDeque<>();
        pending.push(configuration);
        while (!pending.isEmpty()) {
            XmlElement element = pending.pop();
            element.get("id").ifPresent(id -> remember(id, element));
            element.children().reversed().forEach(pending::push);
        }
    }

    private void remember(String id, XmlElement element) {
        if (sharesIds(element)) {
            return;
        }
        XmlElement earlier = byId.putIfAbsent(id, element);
        if (earlier != null) {
            report.warning(
                    element, "the id is used before, in " + earlier.place(), "Ids must be unique in the whole file.");
        }
    }

    /** Elements that repeat the id of another on purpose; a remote node has that of its connection. */
    private static boolean sharesIds(XmlElement element) {
        return switch (element.name()) {
            case "resource_ref", "obj_ref", "role", "node" -> true;
            default -> false;
        };
    }

    /** The element itself, or the one of the same kind that its {@code id-ref} names; empty if there is none. */
    Optional<XmlElement> resolve(XmlElement element) {
        Optional<String> reference = element.get("id-ref");
        if (reference.isEmpty()) {
            return Optional.of(element);
        }
        Optional<XmlElement> found = reference
                .map(byId::get)
                .filter(target -> target.is(element.name()))
                .filter(t -> !t.has("id-ref"));
        if (found.isEmpty()) {
            report.error(
                    element,
                    "id-ref=\"" + reference.get() + "\" names no <" + element.name() + ">",
                    "Define it, or correct the reference.");
        }
        return found;
    }
}
