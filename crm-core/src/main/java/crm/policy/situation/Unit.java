package crm.policy.situation;

import crm.model.InstanceId;
import crm.policy.rule.Definition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A resource unfolded: every instance of a clone stands for itself. Only {@link Instance}s act; the others are
 * collectives.
 */
public sealed interface Unit {

    /** Its place in {@link Situation#units()}. */
    int index();

    InstanceId id();

    Definition definition();

    /** The index of the collective it belongs to. */
    OptionalInt parent();

    /** In configured order; instances of clones in order of their numbers. */
    List<? extends Unit> children();

    /** A primitive, or one instance of a cloned one. */
    record Instance(int index, InstanceId id, Definition definition, OptionalInt parent) implements Unit {
        @Override
        public List<Unit> children() {
            return List.of();
        }
    }

    /** A group, or one instance of a cloned one. */
    record GroupUnit(int index, InstanceId id, Definition definition, OptionalInt parent, List<Instance> members)
            implements Unit {
        public GroupUnit {
            members = List.copyOf(members);
        }

        @Override
        public List<Instance> children() {
            return members;
        }
    }

    /**
     * A clone.
     *
     * @param copies its instances, each a primitive's or a group's
     */
    record CloneUnit(
            int index,
            InstanceId id,
            Definition definition,
            OptionalInt parent,
            CloneOptions options,
            List<Unit> copies)
            implements Unit {
        public CloneUnit {
            copies = List.copyOf(copies);
        }

        @Override
        public List<Unit> children() {
            return copies;
        }
    }

    /**
     * A bundle.
     *
     * @param perNode replicas on a node
     * @param contained the clone of what runs inside
     */
    record BundleUnit(
            int index,
            InstanceId id,
            Definition definition,
            OptionalInt parent,
            int perNode,
            List<Replica> replicas,
            Optional<CloneUnit> contained)
            implements Unit {
        public BundleUnit {
            replicas = List.copyOf(replicas);
        }

        @Override
        public List<Unit> children() {
            var children = new ArrayList<Unit>();
            for (Replica replica : replicas) {
                children.add(replica.container());
                replica.address().ifPresent(children::add);
                replica.connection().ifPresent(children::add);
            }
            contained.ifPresent(children::add);
            return children;
        }

        /** What stands for the bundle where instances are meant. */
        public List<Unit> containers() {
            return replicas.stream().map(replica -> (Unit) replica.container()).toList();
        }

        /** What runs inside a replica. */
        public Optional<Unit> inside(Replica replica) {
            return contained.map(clone -> clone.copies().get(replica.number()));
        }
    }

    /** What belongs to one number of a bundle. */
    record Replica(int number, Instance container, Optional<Instance> address, Optional<Instance> connection) {}

    /**
     * How many instances a clone may have and where.
     *
     * @param unique whether instances are told apart
     * @param max instances in the cluster
     * @param perNode instances on a node
     * @param promotedMax promoted instances in the cluster
     * @param promotedPerNode promoted instances on a node
     */
    record CloneOptions(
            boolean unique,
            boolean promotable,
            boolean ordered,
            boolean interleave,
            boolean notifies,
            int max,
            int perNode,
            int promotedMax,
            int promotedPerNode) {}

    default boolean isCollective() {
        return !(this instanceof Instance);
    }
}
