package crm.policy.action;

import crm.configuration.ClusterOptions;
import crm.model.NodeName;
import crm.model.Role;
import crm.policy.constraint.ActionOrdering;
import crm.policy.constraint.ConstraintIndex;
import crm.policy.constraint.Verb;
import crm.policy.placement.Placement;
import crm.policy.situation.NodeStanding;
import crm.policy.situation.Requires;
import crm.policy.situation.Situation;
import crm.policy.situation.Unit;
import crm.transition.ObstacleReason;
import crm.transition.PlacementReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The sheet actions are drafted on. Asking twice for the same action gives the same one; a need is never taken back.
 * Each action is judged at once by what is known of its node and the quorum.
 */
final class ActionSheet {

    private record Key(
            int unit,
            Verb verb,
            Duration interval,
            @Nullable NodeName node) {}

    private final ClusterOptions options;
    private final Situation situation;
    private final Placement placement;
    private final List<Sketch> all = new ArrayList<>();
    private final Map<Key, Sketch> byKey = new HashMap<>();
    private final Set<Key> again = new HashSet<>();
    private final Map<Integer, Integer> needed = new HashMap<>();
    private final Map<NodeName, Sketch> fencings = new HashMap<>();
    private final Map<Integer, List<Sketch>> byUnit = new HashMap<>();
    private final List<ActionOrdering> orderings = new ArrayList<>();
    private final SequencedMap<NodeName, String> fences = new LinkedHashMap<>();
    private final Set<NodeName> resets = new LinkedHashSet<>();

    ActionSheet(ClusterOptions options, Situation situation, Placement placement) {
        this.options = options;
        this.situation = situation;
        this.placement = placement;
        for (NodeStanding node : situation.nodes().values()) {
            node.unclean().ifPresent(why -> fences.put(node.name(), why));
            if (node.isGuest() && node.needsReset()) {
                resets.add(node.name());
            }
        }
    }

    List<Sketch> all() {
        return all;
    }

    List<Sketch> of(Unit unit) {
        return byUnit.getOrDefault(unit.index(), List.of());
    }

    List<Sketch> of(Unit unit, Verb verb) {
        return of(unit).stream()
                .filter(sketch -> sketch.verb == verb && sketch.interval.isZero())
                .toList();
    }

    Optional<Sketch> find(Unit unit, Verb verb, NodeName node) {
        return of(unit, verb).stream().filter(sketch -> sketch.isOn(node)).findFirst();
    }

    List<ActionOrdering> orderings() {
        return orderings;
    }

    void order(ActionOrdering ordering) {
        orderings.add(ordering);
    }

    /** Nodes that must be fenced, and why. */
    SequencedMap<NodeName, String> fences() {
        return fences;
    }

    /** Guests that are down until what they run in is back. */
    Set<NodeName> resets() {
        return resets;
    }

    /** Notes that a node turns out to need fencing; of a guest that what it runs in must come back. */
    void mustBeFenced(NodeName node, String because) {
        if (situation.node(node).isGuest()) {
            boolean managed = situation.container(node).filter(this::isManaged).isPresent();
            if (managed) {
                resets.add(node);
            }
        } else if (!fences.containsKey(node)) {
            fences.put(node, because);
            fencing(node);
        }
    }

    boolean needsReset(NodeName node) {
        return resets.contains(node);
    }

    boolean isUnclean(NodeName node) {
        return fences.containsKey(node);
    }

    boolean isManaged(Unit unit) {
        return placement.of(unit).managed();
    }

    /** The action that would be done if something else came to need it. */
    Sketch mayNeed(Unit unit, Verb verb, @Nullable NodeName node) {
        return ask(unit, verb, Duration.ZERO, node, false);
    }

    /** The action, which is needed. */
    Sketch need(Unit unit, Verb verb, @Nullable NodeName node) {
        return ask(unit, verb, Duration.ZERO, node, true);
    }

    Sketch ask(Unit unit, Verb verb, Duration interval, @Nullable NodeName node, boolean required) {
        var key = new Key(unit.index(), verb, interval, node);
        Sketch known = byKey.get(key);
        Sketch sketch = known == null ? adopt(unit, verb, interval, node) : known;
        byKey.put(key, sketch);
        boolean leaveAlone = !isManaged(unit) && interval.isZero() && node != null;
        if (leaveAlone && !sketch.pseudo) {
            sketch.required = false;
        } else if (required) {
            sketch.required = true;
        }
        judge(sketch, unit);
        return sketch;
    }

    /** An action that was needed before it was known where is now needed on this node. */
    private Sketch adopt(Unit unit, Verb verb, Duration interval, @Nullable NodeName node) {
        Sketch homeless = node == null ? null : byKey.remove(new Key(unit.index(), verb, interval, null));
        if (homeless == null) {
            return create(unit, verb, interval, node);
        }
        homeless.node = node;
        homeless.blocked = homeless.needs != Requires.NOTHING && isFrozen();
        return homeless;
    }

    /** Without quorum what is frozen may go on, but what could not be done before cannot be done now either. */
    private boolean isFrozen() {
        return !situation.quorate() && situation.noQuorum() == ClusterOptions.NoQuorumPolicy.FREEZE;
    }

    /** The end of a recurring operation, which takes its place. */
    Sketch cancel(Unit unit, Duration interval, NodeName node) {
        Sketch cancel = ask(unit, Verb.MONITOR, interval, node, false);
        cancel.verb = Verb.CANCEL;
        cancel.required = true;
        return cancel;
    }

    /** A recurring operation that runs already is to be ordered all the same. */
    void orderAgain(Unit unit, Verb verb, Duration interval, NodeName node) {
        again.add(new Key(unit.index(), verb, interval, node));
    }

    boolean isOrderedAgain(Unit unit, Verb verb, Duration interval, NodeName node) {
        return again.contains(new Key(unit.index(), verb, interval, node));
    }

    /** An action on a node, not on a resource. */
    Sketch onNode(Verb verb, NodeName node) {
        var sketch = new Sketch(all.size(), null, verb, Duration.ZERO, node);
        all.add(sketch);
        return sketch;
    }

    /** A point in the order that belongs to nobody. */
    Sketch gate(ConstraintIndex.Gate gate) {
        NodeName node = gate.room().orElse(null);
        Verb verb = node == null ? Verb.ENOUGH : Verb.LOAD_STOPPED;
        var sketch = new Sketch(all.size(), null, verb, Duration.ZERO, node);
        sketch.label = gate.key();
        sketch.pseudo = true;
        sketch.required = node != null;
        all.add(sketch);
        needed.put(sketch.number, gate.needed());
        return sketch;
    }

    /** Of gates how many of the actions before them must be possible. */
    Map<Integer, Integer> needed() {
        return needed;
    }

    /** Fencing is thought of as soon as a node is known to need it, though it may turn out to be impossible. */
    void fenceUnclean() {
        for (NodeStanding node : situation.nodes().values()) {
            if (node.isUnclean()
                    && !node.uncleanLater()
                    && !node.isUnseen()
                    && !situation.condemned().contains(node.name())) {
                fencing(node.name());
            }
        }
        situation.condemned().stream()
                .filter(node -> situation.node(node).isUnclean())
                .forEach(this::fencing);
    }

    Sketch fencing(NodeName node) {
        Sketch known = fencings.get(node);
        if (known != null) {
            return known;
        }
        Sketch fencing = onNode(Verb.FENCE, node);
        fencings.put(node, fencing);
        return fencing;
    }

    /** A point in the order. */
    Sketch point(Unit unit, Verb verb) {
        Sketch sketch = byKey.computeIfAbsent(
                new Key(unit.index(), verb, Duration.ZERO, null), _ -> create(unit, verb, Duration.ZERO, null));
        sketch.pseudo = true;
        sketch.blocked = false;
        return sketch;
    }

    /** An action told from others of its kind by a label. */
    Sketch labelled(Unit unit, Verb verb, String label) {
        Sketch sketch = create(unit, verb, Duration.ZERO, null);
        sketch.label = label;
        return sketch;
    }

    private Sketch create(Unit unit, Verb verb, Duration interval, @Nullable NodeName node) {
        var sketch = new Sketch(all.size(), unit, verb, interval, node);
        sketch.needs = verb == Verb.START || verb == Verb.PROMOTE
                ? situation.standing(unit).requires()
                : Requires.NOTHING;
        all.add(sketch);
        byUnit.computeIfAbsent(unit.index(), _ -> new ArrayList<>()).add(sketch);
        return sketch;
    }

    private void judge(Sketch sketch, Unit unit) {
        if (sketch.pseudo || sketch.verb == Verb.ERASE) {
            return;
        }
        NodeName node = sketch.node;
        if (node == null) {
            sketch.blocked = true;
            return;
        }
        NodeStanding standing = situation.node(node);
        boolean comesUp = standing.isGuest() && !needsReset(node);
        if (!standing.online() && !comesUp) {
            sketch.block(new PlacementReason.NodeOffline(node));
            if (sketch.verb == Verb.STOP && isManaged(unit) && !isUnclean(node) && options.fencingEnabled()) {
                mustBeFenced(node, "stop is unrunnable");
            }
        } else if (standing.pending()) {
            sketch.block(new PlacementReason.NodeJoining(node));
        } else if (sketch.needs == Requires.NOTHING && standing.isGuest() && !situation.canFence(node)) {
            // Nobody can tell what becomes of it while its host is in an unknown state.
            sketch.block(new PlacementReason.NodeOffline(node));
        } else if (sketch.needs != Requires.NOTHING && !situation.quorate()) {
            judgeWithoutQuorum(sketch, unit);
        }
    }

    private void judgeWithoutQuorum(Sketch sketch, Unit unit) {
        switch (situation.noQuorum()) {
            case STOP -> sketch.block(new ObstacleReason.NoQuorum());
            case FREEZE -> {
                boolean higher = placement
                                .of(unit)
                                .role()
                                .compareTo(situation.standing(unit).role())
                        > 0;
                if (!situation.isActive(unit) || higher) {
                    sketch.block(new ObstacleReason.QuorumFreeze());
                }
            }
            case DEMOTE -> {
                Role role = situation.standing(unit).role();
                if (role != Role.PROMOTED && role != Role.UNPROMOTED) {
                    sketch.block(new ObstacleReason.NoQuorum());
                }
            }
            case IGNORE, FENCE -> {}
        }
    }
}
