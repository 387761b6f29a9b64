package crm.formats.cluster;

import crm.model.Constraint;
import crm.model.OperationSpec;
import java.time.Duration;
import java.util.Optional;

/**
 * The ids of everything that a person need not name, as Pacemaker's own shells make them. Reader and writer agree on
 * them here: what bears such an id is written without it.
 */
final class DefaultIds {

    static final String OPTIONS = "cib-bootstrap-options";
    static final String RESOURCE_DEFAULTS = "rsc-options";
    static final String OPERATION_DEFAULTS = "op-options";

    private DefaultIds() {}

    static String nodeAttributes(String nodeId) {
        return "nodes-" + nodeId;
    }

    static String utilization(String owner) {
        return owner + "-utilization";
    }

    static String parameters(String owner) {
        return owner + "-instance_attributes";
    }

    static String meta(String owner) {
        return owner + "-meta_attributes";
    }

    /** Of the set at this place in a list of sets, counted from zero. */
    static String set(String first, int index) {
        return index == 0 ? first : first + "-" + (index + 1);
    }

    static String operation(String resource, String name, Duration interval) {
        return resource + "-" + name + "-interval-" + Spelling.of(interval);
    }

    static String operationOptions(OperationSpec operation) {
        return operationOptions(operation.id());
    }

    static String operationOptions(String operationId) {
        return operationId + "-options";
    }

    static String rule(String owner) {
        return owner + "-rule";
    }

    static String location(String target, Optional<String> node) {
        return "location-" + target + node.map(n -> "-" + n).orElse("");
    }

    static String colocation(String dependent, String primary) {
        return "colocation-" + dependent + "-" + primary;
    }

    static String ordering(String first, String then) {
        return "order-" + first + "-" + then;
    }

    static String ticket(String ticket, String member) {
        return "ticket-" + ticket + "-" + member;
    }

    static String resourceSet(String constraint, int index) {
        return constraint + "-set-" + (index + 1);
    }

    static String recipient(String alert, int index) {
        return alert + "-recipient-" + (index + 1);
    }

    static String fencingLevel(String target, int level) {
        return "fencing-" + target + "-" + level;
    }

    /** How a constraint's target is called in its id: resources as they are, patterns and sets by their kind. */
    static String target(Constraint.Target target) {
        return switch (target) {
            case Constraint.ById byId -> byId.id();
            case Constraint.ByPattern _ -> "pattern";
            case Constraint.BySets _ -> "sets";
        };
    }
}
