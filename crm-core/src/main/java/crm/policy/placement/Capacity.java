package crm.policy.placement;

import crm.model.Score;
import crm.policy.constraint.ColocationIndex;
import crm.policy.constraint.Together;
import crm.policy.situation.NodeStanding;
import crm.policy.situation.Situation;
import crm.policy.situation.Unit;
import crm.transition.PlacementReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How much room nodes have left for what instances say they use. */
final class Capacity {

    private final Situation situation;
    private final ColocationIndex colocations;
    private final List<Map<String, Integer>> free = new ArrayList<>();

    Capacity(Situation situation, ColocationIndex colocations) {
        this.situation = situation;
        this.colocations = colocations;
        for (NodeStanding node : situation.nodes().values()) {
            free.add(amounts(node.facts().utilization()));
        }
    }

    private static Map<String, Integer> amounts(Map<String, String> texts) {
        var amounts = new LinkedHashMap<String, Integer>();
        texts.forEach((name, text) ->
                amounts.put(name, Score.parse(text).map(Score::value).orElse(0)));
        return amounts;
    }

    private static Map<String, Integer> needs(Unit unit) {
        return amounts(unit.definition().utilization());
    }

    void take(Unit unit, int node) {
        needs(unit).forEach((name, amount) -> free.get(node).computeIfPresent(name, (_, left) -> left - amount));
    }

    void giveBack(Unit unit, int node) {
        needs(unit).forEach((name, amount) -> free.get(node).computeIfPresent(name, (_, left) -> left + amount));
    }

    /** Negative if the first node has more room, positive if the second has. */
    int compare(int first, int second) {
        int difference = 0;
        var names = new java.util.LinkedHashSet<>(free.get(first).keySet());
        names.addAll(free.get(second).keySet());
        for (String name : names) {
            difference += Integer.signum(Integer.compare(
                    free.get(second).getOrDefault(name, 0), free.get(first).getOrDefault(name, 0)));
        }
        return difference;
    }

    private boolean fits(Map<String, Integer> needs, int node) {
        return needs.entrySet().stream()
                .allMatch(need -> need.getValue() <= free.get(node).getOrDefault(need.getKey(), 0));
    }

    /**
     * Closes nodes that have too little room: for the instance and all who must be with it, if any node has room for
     * all of them, else for the instance alone.
     *
     * @return the node with the most room, if none has enough for all
     */
    Optional<Integer> closeFullNodes(PlacementBoard board, NodeChoice choice, Unit.Instance instance) {
        List<Unit> together = new ArrayList<>();
        gather(board, instance, instance, together);
        var needs = new HashMap<String, Integer>();
        together.forEach(unit -> add(board, unit, together, needs));
        boolean anyFits = false;
        Optional<Integer> roomiest = Optional.empty();
        List<Integer> open = new ArrayList<>();
        for (int node = 0; node < board.nodes().size(); node++) {
            if (choice.available(board, node, board.row(instance)[node])) {
                open.add(node);
                anyFits |= fits(needs, node);
                if (roomiest.isEmpty() || compare(node, roomiest.get()) < 0) {
                    roomiest = Optional.of(node);
                }
            }
        }
        Map<String, Integer> needed = anyFits ? needs : needs(instance);
        for (int node : open) {
            if (!fits(needed, node)) {
                board.ban(
                        instance,
                        node,
                        new PlacementReason.NoRoom(instance.id(), board.nodes().get(node)));
            }
        }
        return anyFits ? Optional.empty() : roomiest;
    }

    /** Finds all who must be with a unit, however indirectly. */
    private void gather(PlacementBoard board, Unit unit, Unit origin, List<Unit> together) {
        if (together.contains(unit)) {
            return;
        }
        together.addFirst(unit);
        if (unit instanceof Unit.GroupUnit group) {
            group.members().forEach(member -> gather(board, member, origin, together));
            return;
        }
        for (Together colocation : colocations.thisWith(unit)) {
            Unit primary = situation.units().get(colocation.primary());
            if (primary.index() != origin.index() && binds(board, colocation, unit, primary)) {
                gather(board, primary, origin, together);
            }
        }
        for (Together colocation : colocations.withThis(unit)) {
            Unit dependent = situation.units().get(colocation.dependent());
            boolean someInstance = unit instanceof Unit.CloneUnit && !(dependent instanceof Unit.CloneUnit);
            if (dependent.index() != origin.index() && !someInstance && binds(board, colocation, dependent, unit)) {
                gather(board, dependent, origin, together);
            }
        }
    }

    private static boolean binds(PlacementBoard board, Together colocation, Unit dependent, Unit primary) {
        return colocation.score().isInfinite()
                && ColocationFollow.matches(colocation.dependentRole(), board.nextRole(dependent))
                && ColocationFollow.matches(colocation.primaryRole(), board.nextRole(primary));
    }

    private static void add(PlacementBoard board, Unit unit, List<Unit> together, Map<String, Integer> sum) {
        if (board.isDone(unit)) {
            return;
        }
        switch (unit) {
            case Unit.Instance instance ->
                needs(instance).forEach((name, amount) -> sum.merge(name, amount, Integer::sum));
            case Unit.GroupUnit group ->
                group.members().stream()
                        .filter(member -> !together.contains(member))
                        .forEach(member -> add(board, member, together, sum));
            case Unit.CloneUnit clone -> addInstance(board, clone.copies(), together, sum);
            case Unit.BundleUnit bundle -> addReplica(board, bundle, together, sum);
        }
    }

    /** Of a clone one instance counts, unless some are counted already. */
    private static void addInstance(
            PlacementBoard board, List<Unit> copies, List<Unit> together, Map<String, Integer> sum) {
        boolean counted = false;
        for (Unit copy : copies) {
            if (together.contains(copy)) {
                counted = true;
            } else if (copy.children().stream().anyMatch(together::contains)) {
                add(board, copy, together, sum);
                counted = true;
            }
        }
        if (!counted && !copies.isEmpty()) {
            add(board, copies.getFirst(), together, sum);
        }
    }

    /** Of a bundle one replica counts. */
    private static void addReplica(
            PlacementBoard board, Unit.BundleUnit bundle, List<Unit> together, Map<String, Integer> sum) {
        bundle.replicas().stream().findFirst().ifPresent(replica -> {
            add(board, replica.container(), together, sum);
            replica.address().ifPresent(address -> add(board, address, together, sum));
            replica.connection().ifPresent(connection -> add(board, connection, together, sum));
        });
    }
}
