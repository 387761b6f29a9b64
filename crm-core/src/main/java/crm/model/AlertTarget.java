package crm.model;

import java.util.List;

/**
 * A configured alert: a program (or one of ours) that is told of happenings (Pacemaker Explained, chapter “Alerts”).
 *
 * @param path a Pacemaker alert agent
 * @param kinds {@code nodes}, {@code fencing}, {@code resources}, {@code attributes}; empty means all but attributes
 * @param attributeNames which attributes are told; empty means all
 */
public record AlertTarget(
        String id,
        String path,
        Settings meta,
        Settings environment,
        List<Recipient> recipients,
        List<String> kinds,
        List<String> attributeNames) {

    public AlertTarget {
        recipients = List.copyOf(recipients);
        kinds = List.copyOf(kinds);
        attributeNames = List.copyOf(attributeNames);
    }

    /** Who is told, in the agent's own terms. */
    public record Recipient(String id, String value, Settings meta, Settings environment) {}
}
