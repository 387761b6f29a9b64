package crm.model;

import java.util.List;
import java.util.Optional;

/**
 * Something the cluster keeps running. The kinds answer questions of shape only; how each behaves is decided by the
 * stages of the policy engine.
 */
public sealed interface Resource {

    ResourceId id();

    /** Meta attributes as configured, without defaults. */
    Settings meta();

    /** The resources directly inside this one, in configured order; empty for a primitive. */
    List<Resource> children();

    /** Every primitive in this resource, in configured order; a primitive itself is its only one. */
    default List<Primitive> primitives() {
        return switch (this) {
            case Primitive primitive -> List.of(primitive);
            case Group group -> group.members();
            case Clone clone -> clone.child().primitives();
            case Bundle bundle -> bundle.child().stream().toList();
        };
    }

    /**
     * One service, run by one agent.
     *
     * @param parameters instance attributes handed to the agent
     * @param template the resource template it takes what it does not say from
     */
    record Primitive(
            ResourceId id,
            AgentId agent,
            Settings parameters,
            Settings meta,
            Settings utilization,
            List<OperationSpec> operations,
            Optional<String> template)
            implements Resource {

        public Primitive {
            operations = List.copyOf(operations);
        }

        @Override
        public List<Resource> children() {
            return List.of();
        }
    }

    /** Primitives that run on one node, started in order and stopped in reverse. */
    record Group(ResourceId id, List<Primitive> members, Settings parameters, Settings meta) implements Resource {

        public Group {
            members = List.copyOf(members);
        }

        @Override
        public List<Resource> children() {
            return List.copyOf(members);
        }
    }

    /**
     * A primitive or group that runs in several instances; promotable if its meta attributes say so.
     *
     * @param child a primitive or a group
     */
    record Clone(ResourceId id, Resource child, Settings parameters, Settings meta) implements Resource {

        public Clone {
            if (!(child instanceof Primitive || child instanceof Group)) {
                throw new IllegalArgumentException("a clone holds a primitive or a group: " + id);
            }
        }

        @Override
        public List<Resource> children() {
            return List.of(child);
        }
    }

    /**
     * Containers of one image, each with an address, and a primitive inside each.
     *
     * @param technology {@code docker}, {@code podman} or {@code rkt}
     * @param container attributes of the container element, such as {@code image} and {@code replicas}
     * @param network attributes of the network element
     * @param ports attributes of each port mapping
     * @param storage attributes of each storage mapping
     */
    record Bundle(
            ResourceId id,
            String technology,
            NameValueSet container,
            NameValueSet network,
            List<NameValueSet> ports,
            List<NameValueSet> storage,
            Optional<Primitive> child,
            Settings meta)
            implements Resource {

        public Bundle {
            ports = List.copyOf(ports);
            storage = List.copyOf(storage);
        }

        @Override
        public List<Resource> children() {
            return List.copyOf(child.stream().toList());
        }
    }
}
