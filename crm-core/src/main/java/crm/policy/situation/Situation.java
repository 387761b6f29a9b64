package crm.policy.situation;

import crm.configuration.ClusterOptions.NoQuorumPolicy;
import crm.model.InstanceId;
import crm.model.NodeName;
import crm.model.ResourceId;
import crm.transition.ActionReason;
import crm.transition.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What the facts mean.
 *
 * @param nodes by name
 * @param units everything the configuration and the histories speak of, unfolded; a unit's index is its place here
 * @param top the top-level units: highest priority first, otherwise as configured, removed ones last
 * @param standings one for each unit
 * @param quorate whether we may act
 * @param noQuorum what is done while we may not
 * @param canFence whether any fence device or a watchdog exists, and fencing is enabled
 * @param failCounts how often what failed where
 * @param forgets fail counts to be forgotten, and why
 * @param noticed what histories brought up, in the order of reading
 * @param condemned nodes that must be fenced for what histories say, in the order of reading
 * @param changes what follows from changes of the configuration
 * @param unfencing what is known of each node's unfencing; empty where no device unfences
 */
public record Situation(
        SequencedMap<NodeName, NodeStanding> nodes,
        List<Unit> units,
        List<Unit> top,
        List<InstanceStanding> standings,
        boolean quorate,
        NoQuorumPolicy noQuorum,
        boolean canFence,
        FailCounts failCounts,
        List<Forget> forgets,
        List<Noticed> noticed,
        List<NodeName> condemned,
        List<Change> changes,
        SequencedMap<NodeName, Unfencing> unfencing,
        Map<InstanceId, Integer> indexes,
        Optional<Instant> looksAgain) {

    /** What must be done because the configuration changed since something was run. */
    public sealed interface Change {}

    /** What a node remembers of a resource is void. */
    public record Cleanup(int unit, NodeName node) implements Change {}

    /** An active resource is run by another agent now: it stops and starts anew. */
    public record AgentChanged(int unit, NodeName node) implements Change {}

    /** An operation ran with parameters that only a restart can change. */
    public record NeedsRestart(int unit, NodeName node, String task, Duration interval) implements Change {}

    /** The agent can take over changed parameters while the resource runs. */
    public record NeedsReload(int unit, NodeName node) implements Change {}

    /** A recurring operation is to be ordered again. */
    public record OrderAgain(int unit, NodeName node, String task, Duration interval) implements Change {}

    /** A shutdown lock is over, and with it what the node's history remembers. */
    public record LockEnded(int unit, NodeName node) implements Change {}

    /** Failures of what was configured otherwise do not count. */
    public record FailuresMoot(Forget forget) implements Change {}

    /**
     * What reading a history brought up: that an operation recurs, or that a stop or demotion is called for.
     *
     * @param task {@code monitor}, {@code stop}…
     */
    public record Noticed(int unit, NodeName node, String task, Duration interval) {}

    /** A fail count that has had its time. */
    public record Forget(int unit, NodeName node, String because) {}

    public Situation {
        nodes = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(nodes));
        units = List.copyOf(units);
        top = List.copyOf(top);
        standings = List.copyOf(standings);
        forgets = List.copyOf(forgets);
        noticed = List.copyOf(noticed);
        condemned = List.copyOf(condemned);
        changes = List.copyOf(changes);
        unfencing = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(unfencing));
    }

    /** The same situation with other standings of nodes: what becomes of them once their connections have a place. */
    public Situation with(SequencedMap<NodeName, NodeStanding> changed) {
        return new Situation(
                changed,
                units,
                top,
                standings,
                quorate,
                noQuorum,
                canFence,
                failCounts,
                forgets,
                noticed,
                condemned,
                changes,
                unfencing,
                indexes,
                looksAgain);
    }

    /** The connection to a remote or guest node. */
    public Optional<Unit> connection(NodeName node) {
        return unit(InstanceId.of(new ResourceId(node.value())))
                .filter(unit -> unit.definition().isRemoteConnection());
    }

    /** What a guest node runs in. */
    public Optional<Unit> container(NodeName node) {
        return node(node).isGuest() ? connection(node).flatMap(this::launcher) : Optional.empty();
    }

    /** The connection to the guest that a unit is, or that runs in it. */
    public Optional<Unit> guestIn(Unit unit) {
        return nodes.values().stream()
                .filter(NodeStanding::isGuest)
                .flatMap(node -> connection(node.name()).stream())
                .filter(connection -> launcher(connection)
                        .filter(container -> container.index() == unit.index())
                        .isPresent())
                .findFirst();
    }

    /**
     * Whether a node can be fenced: a guest can if what it runs in can be stopped, and that it can if its own node can
     * be asked to or fenced.
     */
    public boolean canFence(NodeName name) {
        NodeStanding node = node(name);
        if (node.isGuest()) {
            return container(name).stream()
                    .flatMap(container -> active(container).stream())
                    .allMatch(host -> node(host).online() || canFence(host));
        }
        return canFence && (quorate || noQuorum == NoQuorumPolicy.IGNORE || node.online());
    }

    public NodeStanding node(NodeName name) {
        NodeStanding standing = nodes.get(name);
        if (standing == null) {
            throw new IllegalArgumentException("no such node: " + name);
        }
        return standing;
    }

    public InstanceStanding standing(Unit unit) {
        return standings.get(unit.index());
    }

    public Optional<Unit> unit(InstanceId id) {
        return Optional.ofNullable(indexes.get(id)).map(units::get);
    }

    public Optional<Unit> parent(Unit unit) {
        return unit.parent().isPresent() ? Optional.of(units.get(unit.parent().getAsInt())) : Optional.empty();
    }

    /** Whether a unit is part of a collective, however deep. */
    public boolean isWithin(Unit unit, Unit collective) {
        return parent(unit)
                .filter(parent -> parent.index() == collective.index() || isWithin(parent, collective))
                .isPresent();
    }

    /** The outermost collective a unit belongs to, a bundle aside; itself if it belongs to none. */
    public Unit topOf(Unit unit) {
        Unit current = unit;
        while (current.parent().isPresent() && !(units.get(current.parent().getAsInt()) instanceof Unit.BundleUnit)) {
            current = units.get(current.parent().getAsInt());
        }
        return current;
    }

    /** The bundle a unit is part of. */
    public Optional<Unit.BundleUnit> bundleOf(Unit unit) {
        return parent(topOf(unit)).map(Unit.BundleUnit.class::cast);
    }

    /** The replica a unit is the container of. */
    public Optional<Unit.Replica> replicaOf(Unit container) {
        return parent(container)
                .filter(Unit.BundleUnit.class::isInstance)
                .map(Unit.BundleUnit.class::cast)
                .flatMap(bundle -> bundle.replicas().stream()
                        .filter(replica -> replica.container().index() == container.index())
                        .findFirst());
    }

    /** What runs inside a container of a bundle. */
    public Optional<Unit> insideOf(Unit container) {
        return replicaOf(container).flatMap(replica -> bundleOf(container).flatMap(bundle -> bundle.inside(replica)));
    }

    /** Whether a node is a container of the bundle that a unit runs inside. */
    public boolean isInside(Unit unit, NodeName node) {
        Optional<Unit.BundleUnit> bundle = container(node).flatMap(this::bundleOf);
        return bundle.flatMap(Unit.BundleUnit::contained)
                .filter(clone -> topOf(unit).index() == clone.index())
                .isPresent();
    }

    /** The container that a node is the inside of, if it is that of a bundle. */
    public Optional<Unit> bundledContainer(NodeName node) {
        return container(node).filter(container -> replicaOf(container).isPresent());
    }

    /** The resource a unit is launched in. */
    public Optional<Unit> launcher(Unit unit) {
        return unit instanceof Unit.Instance
                ? unit.definition().launcher().flatMap(id -> unit(InstanceId.of(id)))
                : Optional.empty();
    }

    /** The clone a unit is an instance of, or part of one. */
    public Optional<Unit.CloneUnit> cloneOf(Unit unit) {
        return topOf(unit) instanceof Unit.CloneUnit clone ? Optional.of(clone) : Optional.empty();
    }

    /** Why a removed unit is not wanted any more. */
    public Reason whyRemoved(Unit unit) {
        return whyRemoved(unit, topOf(unit));
    }

    static Reason whyRemoved(Unit unit, Unit top) {
        return top instanceof Unit.CloneUnit clone
                ? new ActionReason.Surplus(unit.id(), clone.id().toString())
                : new ActionReason.Removed(unit.id());
    }

    public boolean isPartOfPromotable(Unit unit) {
        return cloneOf(unit).map(clone -> clone.options().promotable()).orElse(false);
    }

    /** Nodes on which a unit is active: of a collective, those of all its members. */
    public List<NodeName> active(Unit unit) {
        return standing(unit).active();
    }

    /** Whether anything of it is active. */
    public boolean isActive(Unit unit) {
        return !standing(unit).active().isEmpty();
    }

    /**
     * Where a unit is, as far as that is one place: the source of an unfinished live migration; a node that can be
     * trusted before one that cannot, unless the other would have to be fenced first.
     */
    public Optional<NodeName> current(Unit unit) {
        InstanceStanding standing = standing(unit);
        if (standing.migration().isPresent()) {
            return standing.migration().map(InstanceStanding.Migration::source);
        }
        Optional<NodeName> trusted = standing.requires().fencing()
                ? Optional.empty()
                : standing.active().stream().filter(this::isTrusted).findFirst();
        return trusted.or(() -> standing.active().stream().findFirst());
    }

    /** On how many nodes a unit counts as active; what needs no fencing is not heeded on unclean nodes. */
    public int activeCount(Unit unit) {
        InstanceStanding standing = standing(unit);
        return standing.requires().fencing()
                ? standing.active().size()
                : (int) standing.active().stream().filter(this::isTrusted).count();
    }

    /** Whether a node is online and need not be fenced. */
    public boolean isTrusted(NodeName name) {
        NodeStanding node = node(name);
        return node.online() && !node.isUnclean();
    }
}
