package crm.policy.constraint;

import crm.policy.situation.Situation;
import crm.policy.situation.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the colocations that matter to a unit, in the order in which they are heeded. Members of collectives inherit
 * those of the collective: a group's dependencies are its first member's, what depends on a group depends on its last.
 */
public final class ColocationIndex {

    private final Situation situation;
    private final Map<Integer, List<Together>> ownAsDependent = new HashMap<>();
    private final Map<Integer, List<Together>> ownAsPrimary = new HashMap<>();
    private final List<Together> all = new ArrayList<>();

    ColocationIndex(Situation situation, List<Together> colocations) {
        this.situation = situation;
        for (Together together : colocations) {
            insert(ownAsDependent.computeIfAbsent(together.dependent(), _ -> new ArrayList<>()), together, byPrimary());
            insert(ownAsPrimary.computeIfAbsent(together.primary(), _ -> new ArrayList<>()), together, byDependent());
            all.add(together);
        }
    }

    /** Every colocation, in the order of the configuration. */
    public List<Together> all() {
        return List.copyOf(all);
    }

    /** Colocations configured with exactly this unit as dependent. */
    public List<Together> ownAsDependent(Unit unit) {
        return ownAsDependent.getOrDefault(unit.index(), List.of());
    }

    /** Colocations configured with exactly this unit as primary. */
    public List<Together> ownAsPrimary(Unit unit) {
        return ownAsPrimary.getOrDefault(unit.index(), List.of());
    }

    /** Colocations by which {@code unit} depends on others. */
    public List<Together> thisWith(Unit unit) {
        return thisWith(new Asked(unit, false));
    }

    /** The same when it is about roles: what runs inside a bundle then heeds the bundle's colocations too. */
    public List<Together> thisWithInRole(Unit unit) {
        return thisWith(new Asked(unit, true));
    }

    /** Colocations by which others depend on {@code unit}. */
    public List<Together> withThis(Unit unit) {
        return withThis(new Asked(unit, false));
    }

    /** The same when it is about roles. */
    public List<Together> withThisInRole(Unit unit) {
        return withThis(new Asked(unit, true));
    }

    /** Whose colocations are asked for, and whether it is about roles. */
    private record Asked(Unit unit, boolean roles) {
        int index() {
            return unit.index();
        }
    }

    private List<Together> thisWith(Asked asked) {
        var list = new ArrayList<Together>();
        collectThisWith(asked.unit(), asked, list);
        return list;
    }

    private List<Together> withThis(Asked asked) {
        var list = new ArrayList<Together>();
        collectWithThis(asked.unit(), asked, list);
        return list;
    }

    /** A bundle's colocations are its containers', and when it is about roles those of what runs inside. */
    private boolean concerns(Unit.BundleUnit bundle, Asked asked) {
        if (asked.index() == bundle.index()
                || bundle.containers().stream().anyMatch(container -> container.index() == asked.index())) {
            return true;
        }
        return asked.roles()
                && bundle.contained()
                        .filter(clone -> clone.options().promotable()
                                && situation.topOf(asked.unit()).index() == clone.index())
                        .isPresent();
    }

    private void collectThisWith(Unit at, Asked asked, List<Together> list) {
        switch (at) {
            case Unit.Instance instance -> {
                if (instance.index() == asked.index()) {
                    merge(list, ownAsDependent(instance), byPrimary());
                    situation.parent(instance).ifPresent(parent -> collectThisWith(parent, asked, list));
                } else {
                    explicit(list, ownAsDependent(instance), byPrimary());
                }
            }
            case Unit.GroupUnit group -> groupThisWith(group, asked, list);
            case Unit.CloneUnit clone -> {
                merge(list, ownAsDependent(clone), byPrimary());
                situation.parent(clone).ifPresent(parent -> collectThisWith(parent, asked, list));
            }
            case Unit.BundleUnit bundle -> {
                if (concerns(bundle, asked)) {
                    merge(list, ownAsDependent(bundle), byPrimary());
                }
            }
        }
    }

    private void groupThisWith(Unit.GroupUnit group, Asked asked, List<Together> list) {
        if (group.members().isEmpty()) {
            return;
        }
        Unit first = group.members().getFirst();
        if (asked.index() == group.index() || asked.index() == first.index()) {
            merge(list, ownAsDependent(group), byPrimary());
            situation.parent(group).ifPresent(parent -> collectThisWith(parent, asked, list));
            for (Unit member : group.members()) {
                if (member.index() != asked.index()) {
                    collectThisWith(member, asked, list);
                }
            }
            return;
        }
        // Later members are chained to the first, but an unmanaged one between breaks the chain.
        for (Unit member : group.members()) {
            if (member.index() == asked.index()) {
                return;
            }
            if (!situation.standing(member).managed()) {
                for (Together together : ownAsDependent(group)) {
                    if (together.score().isInfinite()) {
                        insert(list, together, byPrimary());
                    }
                }
                return;
            }
        }
    }

    private void collectWithThis(Unit at, Asked asked, List<Together> list) {
        switch (at) {
            case Unit.Instance instance -> {
                if (instance.index() == asked.index()) {
                    merge(list, ownAsPrimary(instance), byDependent());
                    situation.parent(instance).ifPresent(parent -> collectWithThis(parent, asked, list));
                } else {
                    explicit(list, ownAsPrimary(instance), byDependent());
                }
            }
            case Unit.GroupUnit group -> groupWithThis(group, asked, list);
            case Unit.CloneUnit clone -> {
                merge(list, ownAsPrimary(clone), byDependent());
                situation.parent(clone).ifPresent(parent -> collectWithThis(parent, asked, list));
            }
            case Unit.BundleUnit bundle -> {
                if (concerns(bundle, asked)) {
                    merge(list, ownAsPrimary(bundle), byDependent());
                }
            }
        }
    }

    private void groupWithThis(Unit.GroupUnit group, Asked asked, List<Together> list) {
        if (group.members().isEmpty()
                || (asked.index() != group.index()
                        && asked.index() != group.members().getLast().index())) {
            return;
        }
        merge(list, ownAsPrimary(group), byDependent());
        situation.parent(group).ifPresent(parent -> collectWithThis(parent, asked, list));
        for (Unit member : group.members()) {
            if (member.index() != asked.index()) {
                collectWithThis(member, asked, list);
            }
        }
    }

    private static void explicit(List<Together> list, List<Together> more, Comparator<Together> order) {
        for (Together together : more) {
            if (!together.implied()) {
                insert(list, together, order);
            }
        }
    }

    /**
     * The reference merges a second list into a list by inserting its <em>first</em> element once for each of its
     * elements; scores depend on it, so it is done here too.
     */
    private static void merge(List<Together> list, List<Together> more, Comparator<Together> order) {
        if (list.isEmpty()) {
            list.addAll(more);
            return;
        }
        for (int i = 0; i < more.size(); i++) {
            insert(list, more.getFirst(), order);
        }
    }

    private static void insert(List<Together> list, Together together, Comparator<Together> order) {
        int at = 0;
        while (at < list.size() && order.compare(together, list.get(at)) > 0) {
            at++;
        }
        list.add(at, together);
    }

    private Comparator<Together> byPrimary() {
        return (a, b) -> compare(
                a, situation.units().get(a.primary()), b, situation.units().get(b.primary()));
    }

    private Comparator<Together> byDependent() {
        return (a, b) -> compare(
                a, situation.units().get(a.dependent()), b, situation.units().get(b.dependent()));
    }

    private static int compare(Together a, Unit left, Together b, Unit right) {
        int priority =
                Integer.compare(right.definition().priority(), left.definition().priority());
        if (priority != 0) {
            return priority;
        }
        int shape = Integer.compare(rank(right), rank(left));
        return shape != 0 ? shape : a.id().compareTo(b.id());
    }

    /** Bundles before clones before groups before primitives, and promotable clones before others. */
    private static int rank(Unit unit) {
        return switch (unit) {
            case Unit.Instance _ -> 0;
            case Unit.GroupUnit _ -> 1;
            case Unit.CloneUnit clone -> clone.options().promotable() ? 3 : 2;
            case Unit.BundleUnit _ -> 4;
        };
    }
}
