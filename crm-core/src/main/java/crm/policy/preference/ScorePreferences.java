package crm.policy.preference;

import crm.model.NodeName;
import crm.model.Score;
import crm.policy.constraint.ConstraintIndex;
import crm.policy.rule.EffectiveConfiguration;
import crm.policy.situation.InstanceStanding;
import crm.policy.situation.Situation;
import crm.policy.situation.Unit;
import crm.transition.ActionReason;
import crm.transition.PlacementReason;
import crm.transition.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Adds up what speaks for and against each node. Sums saturate and so depend on their order, which is: what histories
 * say, node health, location constraints as configured, stickiness, failure limits.
 */
public final class ScorePreferences {

    /** How much what a bundle contains wants its own container; the figure is shown among the scores. */
    private static final Score INSIDE = Score.of(500);

    private final EffectiveConfiguration configuration;
    private final Situation situation;
    private final ConstraintIndex constraints;
    private final List<NodeName> nodes;
    private final @Nullable Score[][] scores;
    private final @Nullable Reason[][] bans;
    private final Map<Integer, List<Unit>> launchedIn = new HashMap<>();

    public ScorePreferences(EffectiveConfiguration configuration, Situation situation, ConstraintIndex constraints) {
        this.configuration = configuration;
        this.situation = situation;
        this.constraints = constraints;
        this.nodes = new ArrayList<>(situation.nodes().keySet());
        for (Unit unit : situation.units()) {
            situation
                    .launcher(unit)
                    .ifPresent(launcher -> launchedIn
                            .computeIfAbsent(launcher.index(), _ -> new ArrayList<>())
                            .add(unit));
        }
        this.scores = new @Nullable Score[situation.units().size()][nodes.size()];
        this.bans = new @Nullable Reason[situation.units().size()][nodes.size()];
    }

    public PreferenceTable result() {
        if (configuration.options().symmetricCluster()) {
            for (@Nullable Score[] row : scores) {
                java.util.Arrays.fill(row, Score.ZERO);
            }
        }
        situation.units().stream()
                .filter(unit -> unit.definition().isGuestConnection())
                .forEach(unit -> java.util.Arrays.fill(scores[unit.index()], Score.ZERO));
        situation.units().forEach(this::openContainers);
        situation.units().forEach(this::lean);
        new NodeHealth(configuration.options(), situation).scores().forEach(this::addHealth);
        constraints.locations().forEach(this::wish);
        situation.units().forEach(this::stick);
        for (Unit unit : situation.units()) {
            banAfterFailures(unit);
            closeUndiscovered(unit);
        }
        var remote = new RemotePlaces(situation);
        for (Unit unit : situation.units()) {
            remote.closedTo(unit).forEach(node -> {
                if (scores[unit.index()][nodes.indexOf(node)] != null) {
                    close(unit, nodes.indexOf(node));
                }
            });
        }
        closeContainers();
        return new PreferenceTable(nodes, scores, bans);
    }

    /** Adds to a unit and all that belongs to it. */
    private void addDeep(Unit unit, int node, Score score, Reason why) {
        add(unit.index(), node, score, why);
        unit.children().forEach(child -> addDeep(child, node, score, why));
    }

    private void add(int unit, int node, Score score, Reason why) {
        Score before = scores[unit][node];
        scores[unit][node] = before == null ? score : before.plus(score);
        if (score.isNever() && bans[unit][node] == null) {
            bans[unit][node] = why;
        }
    }

    private void lean(Unit unit) {
        for (InstanceStanding.Leaning leaning : situation.standing(unit).leanings()) {
            Optional<NodeName> only = leaning.node();
            if (only.isPresent()) {
                lean(unit, nodes.indexOf(only.get()), leaning);
            } else {
                for (int node = 0; node < nodes.size(); node++) {
                    lean(unit, node, leaning);
                }
            }
        }
    }

    private void lean(Unit unit, int node, InstanceStanding.Leaning leaning) {
        if (leaning.deep()) {
            addDeep(unit, node, leaning.score(), leaning.why());
        } else {
            add(unit.index(), node, leaning.score(), leaning.why());
        }
    }

    private void openContainers(Unit unit) {
        if (unit instanceof Unit.BundleUnit bundle) {
            bundle.contained().ifPresent(clone -> inside(bundle, clone));
        }
    }

    /** Inside a bundle's containers runs what the bundle contains and nothing else. */
    private void closeContainers() {
        for (int node = 0; node < nodes.size(); node++) {
            if (situation.bundledContainer(nodes.get(node)).isPresent()) {
                for (Unit unit : situation.units()) {
                    if (!situation.isInside(unit, nodes.get(node))) {
                        scores[unit.index()][node] = null;
                    }
                }
            }
        }
    }

    private void inside(Unit.BundleUnit bundle, Unit.CloneUnit clone) {
        for (Unit.Replica replica : bundle.replicas()) {
            replica.connection().ifPresent(connection -> {
                int node = nodes.indexOf(new NodeName(connection.id().toString()));
                scores[clone.index()][node] = Score.NEVER;
                Unit copy = clone.copies().get(replica.number());
                java.util.Arrays.fill(scores[copy.index()], null);
                scores[copy.index()][node] = INSIDE;
            });
        }
    }

    private void close(Unit unit, int node) {
        add(unit.index(), node, Score.NEVER, new PlacementReason.NotAllowed(unit.id(), nodes.get(node)));
    }

    private void addHealth(NodeName name, Score score) {
        int node = nodes.indexOf(name);
        for (Unit unit : situation.top()) {
            boolean spared = score.isNegative() && unit.definition().flag("allow-unhealthy-nodes", false);
            if (!spared) {
                locate(unit, node, score, new PlacementReason.NodeUnhealthy(name));
            }
        }
    }

    private void wish(ConstraintIndex.UnitWish wish) {
        Unit unit = situation.units().get(wish.unit());
        if (wish.role().isPresent()) {
            Optional<crm.model.Role> limit = situation.standing(unit).limit().map(InstanceStanding.Limit::role);
            if (!limit.equals(wish.role())) {
                return;
            }
        }
        wish.scores().forEach((name, score) -> {
            int node = nodes.indexOf(name);
            locate(unit, node, score, new PlacementReason.Banned(unit.id(), name, wish.id()));
        });
    }

    /** A group's wish is its first member's: the others follow. A clone's is each instance's. */
    private void locate(Unit unit, int node, Score score, Reason why) {
        add(unit.index(), node, score, why);
        switch (unit) {
            case Unit.Instance _ -> {}
            case Unit.GroupUnit group -> {
                boolean first = true;
                for (Unit member : group.members()) {
                    locate(member, node, first ? score : Score.ZERO, why);
                    first = false;
                }
            }
            case Unit.CloneUnit clone -> clone.copies().forEach(copy -> locate(copy, node, score, why));
            case Unit.BundleUnit bundle ->
                bundle.replicas().forEach(replica -> {
                    locate(replica.container(), node, score, why);
                    replica.address().ifPresent(address -> locate(address, node, score, why));
                });
        }
    }

    /** Whoever is active on exactly one node would rather stay. */
    private void stick(Unit unit) {
        if (!(unit instanceof Unit.Instance)) {
            return;
        }
        InstanceStanding standing = situation.standing(unit);
        int usual = situation.cloneOf(unit).isPresent() ? 1 : 0;
        int stickiness = unit.definition().number("resource-stickiness", usual);
        if (!standing.managed() || stickiness < 1 || standing.active().size() != 1) {
            return;
        }
        NodeName name = standing.active().getFirst();
        int node = nodes.indexOf(name);
        if (configuration.options().symmetricCluster() || scores[unit.index()][node] != null) {
            addDeep(unit, node, Score.of(stickiness), new ActionReason.Stays(unit.id(), name));
        }
    }

    private void closeUndiscovered(Unit unit) {
        for (int node = 0; node < nodes.size(); node++) {
            if (scores[unit.index()][node] != null && constraints.discovery().isClosed(unit, nodes.get(node))) {
                close(unit, node);
            }
        }
    }

    private void banAfterFailures(Unit unit) {
        if (unit instanceof Unit.Instance) {
            List<Unit> inside = launchedIn.getOrDefault(unit.index(), List.of());
            for (int node = 0; node < nodes.size(); node++) {
                banAfterFailures(unit, inside, node);
            }
        }
    }

    private void banAfterFailures(Unit unit, List<Unit> inside, int node) {
        Score count = situation.failCounts().effective(unit, nodes.get(node));
        for (Unit launched : inside) {
            count = count.plus(situation.failCounts().effective(launched, nodes.get(node)));
        }
        if (!count.isPositive() || situation.standing(unit).failureIgnored() || isForgetting(unit, nodes.get(node))) {
            return;
        }
        int limit = unit.definition().number("migration-threshold", Score.INFINITY.value());
        if (limit <= 0 || count.value() < limit) {
            return;
        }
        Reason why = new PlacementReason.TooManyFailures(unit.id(), nodes.get(node), count.value(), limit);
        Unit banned = situation
                .cloneOf(unit)
                .filter(clone -> !clone.options().unique())
                .map(Unit.class::cast)
                .orElse(unit);
        addDeep(banned, node, Score.NEVER, why);
    }

    private boolean isForgetting(Unit unit, NodeName node) {
        return situation.forgets().stream()
                .anyMatch(f -> f.unit() == unit.index() && f.node().equals(node));
    }
}
