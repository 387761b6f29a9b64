package crm.policy.situation;

import crm.configuration.ClusterOptions;
import crm.configuration.ClusterOptions.NoQuorumPolicy;
import crm.model.InstanceId;
import crm.model.NodeName;
import crm.model.ResourceId;
import crm.model.Role;
import crm.policy.rule.Definition;
import crm.policy.rule.EffectiveConfiguration;
import crm.policy.rule.NextChange;
import crm.state.ClusterState;
import crm.state.ResourceHistory;
import crm.transition.PlacementReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/** All that has been found out so far, while histories are read; lives inside {@link ReadSituation} only. */
final class Findings {

    final EffectiveConfiguration configuration;
    final SequencedMap<NodeName, NodeFinding> nodes;
    final UnfoldResources unfolded;
    final FailCounts failCounts;
    final FailurePolicy policy;
    final ParameterDigests digests;
    final NextChange changes;
    final Instant now;
    final MigrationReading.Histories histories;
    final List<Situation.Forget> forgets = new ArrayList<>();
    final List<Situation.Noticed> noticed = new ArrayList<>();
    /** Nodes that must be fenced for what histories say, in the order in which that was found. */
    final SequencedSet<NodeName> condemned = new LinkedHashSet<>();
    /** Containers whose connection failed: where they run may become known later. */
    final SequencedSet<Unit> containersToStop = new LinkedHashSet<>();

    private final boolean canFence;
    private final boolean quorate;
    private final List<Finding> byIndex = new ArrayList<>();
    private final Map<InstanceId, Unit> byId = new HashMap<>();

    Findings(
            EffectiveConfiguration configuration,
            SequencedMap<NodeName, NodeFinding> nodes,
            FailCounts failCounts,
            NextChange changes,
            ClusterState state,
            Instant now) {
        this.configuration = configuration;
        this.nodes = nodes;
        this.failCounts = failCounts;
        this.changes = changes;
        this.now = now;
        this.histories = new MigrationReading.Histories(state);
        this.digests = new ParameterDigests(configuration, this::hostOf);
        this.policy = new FailurePolicy(configuration);
        this.unfolded = new UnfoldResources(configuration);
        this.canFence = canFence(configuration);
        this.quorate = state.quorum().held()
                || ReadNodes.noQuorumPolicy(configuration.options(), state) == NoQuorumPolicy.IGNORE;
        unfolded.units().forEach(this::register);
    }

    /** Whether fencing is wanted and there is anything that could do it. */
    static boolean canFence(EffectiveConfiguration configuration) {
        ClusterOptions options = configuration.options();
        boolean device = configuration.definitions().values().stream().anyMatch(Definition::isFencing);
        boolean watchdog =
                options.haveWatchdog() && options.fencingWatchdogTimeout().isPresent();
        return options.fencingEnabled() && (device || watchdog);
    }

    private Optional<NodeName> hostOf(Definition definition) {
        return definition
                .launcher()
                .flatMap(this::unit)
                .flatMap(launcher -> of(launcher).active.stream().findFirst());
    }

    private void register(Unit unit) {
        var finding = new Finding(unit);
        boolean everything = configuration.options().maintenanceMode();
        finding.maintenance = everything || unit.definition().flag("maintenance", false);
        finding.managed = !finding.maintenance && unit.definition().flag("is-managed", true);
        byIndex.add(finding);
        byId.put(unit.id(), unit);
    }

    Finding of(Unit unit) {
        return byIndex.get(unit.index());
    }

    List<Finding> all() {
        return byIndex;
    }

    Map<InstanceId, Integer> indexes() {
        var indexes = new HashMap<InstanceId, Integer>();
        byId.forEach((id, unit) -> indexes.put(id, unit.index()));
        return indexes;
    }

    /** The unit as it is now, with the instances that histories have added to it. */
    Optional<Unit> unit(InstanceId id) {
        return Optional.ofNullable(byId.get(id)).map(known -> unfolded.units().get(known.index()));
    }

    Optional<Unit> unit(ResourceId id) {
        return unit(InstanceId.of(id));
    }

    /** The bundle a unit is part of. */
    Optional<Unit.BundleUnit> bundleOf(Unit unit) {
        return parent(topOf(unit)).map(Unit.BundleUnit.class::cast);
    }

    /** The resource a unit is launched in. */
    Optional<Unit> launcher(Unit unit) {
        return unit instanceof Unit.Instance ? unit.definition().launcher().flatMap(this::unit) : Optional.empty();
    }

    /** The connection to a remote or guest node. */
    Optional<Unit> connection(NodeName node) {
        return unit(new ResourceId(node.value()))
                .filter(unit -> unit.definition().isRemoteConnection());
    }

    /** Whether a node could be fenced, going by what is known of it so far. */
    boolean canFence(NodeFinding node) {
        if (node.isGuest()) {
            return connection(node.facts.name()).flatMap(this::launcher).map(this::of).stream()
                    .flatMap(container -> container.active.stream())
                    .map(nodes::get)
                    .allMatch(host -> host == null || host.online || canFence(host));
        }
        return canFence && (quorate || node.online);
    }

    /** Notes that a node must be fenced, which of a guest is done by bringing back what it runs in. */
    void mustBeFenced(NodeFinding node, String because) {
        Optional<Unit> connection = connection(node.facts.name());
        if (node.isGuest()) {
            connection.flatMap(this::launcher).map(this::of).ifPresent(container -> {
                if (!container.failed && container.managed) {
                    node.needsReset = true;
                    container.fail(true);
                }
            });
            return;
        }
        if (node.isRemote() && connection.map(this::of).map(c -> c.managed).orElse(false)) {
            node.needsReset = true;
        }
        if (!node.isUnclean()) {
            condemned.add(node.facts.name());
        }
        node.unclean(because);
    }

    Optional<Unit> parent(Unit unit) {
        return unit.parent().isPresent()
                ? Optional.of(unfolded.units().get(unit.parent().getAsInt()))
                : Optional.empty();
    }

    /** The outermost collective a unit belongs to, a bundle aside. */
    Unit topOf(Unit unit) {
        Unit current = unit;
        Optional<Unit> above = parent(current);
        while (above.isPresent() && !(above.get() instanceof Unit.BundleUnit)) {
            current = above.get();
            above = parent(current);
        }
        return current;
    }

    Unit.Instance addRemoved(ResourceHistory history) {
        Unit.Instance unit = unfolded.removed(history);
        register(unit);
        NodeFinding node = nodes.get(new NodeName(unit.id().toString()));
        if (node != null && unit.definition().isRemoteConnection()) {
            // Nobody wants that connection any more.
            node.shuttingDown = true;
        }
        Finding finding = of(unit);
        finding.removed = true;
        return unit;
    }

    /** One more instance of a clone than it may have, for a history nobody else can take. */
    Unit addCopy(Unit.CloneUnit clone) {
        int before = unfolded.units().size();
        Unit copy = unfolded.oneMore(clone);
        for (Unit unit : unfolded.units().subList(before, unfolded.units().size())) {
            register(unit);
            of(unit).removed = true;
        }
        return copy;
    }

    boolean isPromotable(Unit unit) {
        return topOf(unit) instanceof Unit.CloneUnit clone && clone.options().promotable();
    }

    /** Holds a unit down to the role that is wanted of it; only what can be promoted can be wanted unpromoted. */
    void limitToTarget(Finding finding) {
        boolean promotable = isPromotable(finding.unit);
        finding.unit
                .definition()
                .targetRole()
                .filter(role -> role == Role.STOPPED || (role == Role.UNPROMOTED && promotable))
                .filter(role -> finding.limit == null || role.compareTo(finding.limit.role()) < 0)
                .ifPresent(role -> finding.limit(role, new PlacementReason.WantedStopped(finding.unit.id())));
    }
}
