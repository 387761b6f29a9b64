package crm.policy;

import crm.model.AgentId;
import crm.model.InstanceId;
import crm.model.NodeName;
import crm.model.Role;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What the engine made of a resource or of one instance of it: what it is now, and what it shall be.
 *
 * @param id {@code web}, {@code web:1}; a group instance inside a clone is numbered as well
 * @param historyName the name under which histories know it; empty if they know nothing or use {@code id}
 * @param agent present for primitives
 * @param meta effective meta attributes, defaults included
 * @param removed whether it is known from histories only
 * @param active where it is active, the node it is counted on first
 * @param current where it counts as being, of several nodes the one it would move from
 * @param role what it is now, of collectives the highest of its members
 * @param failed whether its last result calls for recovery
 * @param failureIgnored whether a failure was ignored because the configuration says so
 * @param leftAlone whether nothing will be done to it, be it for want of a way to fence, or of a ticket
 * @param blocked whether nothing may be done to it until a person cleans up
 * @param pending an operation of which no result is known yet
 * @param probeFailures what failed probes said, by node
 * @param known nodes of which it is known whether it is active there
 * @param allowed nodes its configuration lets it run on, by name
 * @param next where it shall be
 * @param children in configured order, instances in order of their numbers
 */
public record ResourceOutlook(
        InstanceId id,
        Shape shape,
        Optional<String> historyName,
        Optional<AgentId> agent,
        SequencedMap<String, String> meta,
        boolean removed,
        List<NodeName> active,
        Optional<NodeName> current,
        Role role,
        boolean failed,
        boolean failureIgnored,
        boolean managed,
        boolean leftAlone,
        boolean blocked,
        boolean maintenance,
        Optional<Pending> pending,
        SequencedMap<NodeName, String> probeFailures,
        Optional<NodeName> lockedTo,
        List<NodeName> known,
        List<NodeName> allowed,
        List<NodeName> next,
        Role nextRole,
        List<ResourceOutlook> children) {

    /** The same with its children in another order. */
    public ResourceOutlook with(List<ResourceOutlook> reordered) {
        return new ResourceOutlook(
                id,
                shape,
                historyName,
                agent,
                meta,
                removed,
                active,
                current,
                role,
                failed,
                failureIgnored,
                managed,
                leftAlone,
                blocked,
                maintenance,
                pending,
                probeFailures,
                lockedTo,
                known,
                allowed,
                next,
                nextRole,
                reordered);
    }

    /** What kind of resource it is. */
    public enum Shape {
        PRIMITIVE,
        GROUP,
        CLONE,
        BUNDLE
    }

    /** An operation under way. */
    public record Pending(String task, Duration interval, NodeName node) {}

    public ResourceOutlook {
        meta = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(meta));
        active = List.copyOf(active);
        known = List.copyOf(known);
        allowed = List.copyOf(allowed);
        probeFailures = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(probeFailures));
        next = List.copyOf(next);
        children = List.copyOf(children);
    }
}
