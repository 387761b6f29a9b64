package crm.policy.situation;

import crm.model.NodeName;
import crm.model.Score;
import crm.state.Attributes;
import crm.state.ClusterState;
import crm.state.NodeState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** How often which resource failed on which node, as the nodes' attributes say. */
public final class FailCounts {

    private static final String COUNT = "fail-count-";
    private static final String LAST = "last-failure-";

    /** Failures of one resource on one node. */
    private record Failures(Score count, Instant last) {
        static final Failures NONE = new Failures(Score.ZERO, Instant.EPOCH);

        Failures plus(Score more) {
            return new Failures(count.plus(more), last);
        }

        Failures notBefore(Instant when) {
            return when.isAfter(last) ? new Failures(count, when) : this;
        }
    }

    private record Slot(NodeName node, String resource) {}

    private final Instant now;
    private final Map<Slot, Failures> byName = new HashMap<>();
    private final Map<Slot, Failures> byBaseName = new HashMap<>();
    private final Set<Slot> neverExpiring = new HashSet<>();

    FailCounts(ClusterState state, Instant now) {
        this.now = now;
        state.nodes().forEach(this::read);
    }

    private void read(NodeState node) {
        Attributes attributes = node.attributes();
        attributes.values().forEach((name, value) -> {
            if (name.startsWith(COUNT)) {
                Score count = Score.parse(value).orElse(Score.ZERO);
                String resource = resource(name.substring(COUNT.length()));
                byName.merge(new Slot(node.name(), resource), Failures.NONE.plus(count), FailCounts::sum);
                byBaseName.merge(new Slot(node.name(), base(resource)), Failures.NONE.plus(count), FailCounts::sum);
            } else if (name.startsWith(LAST)) {
                Instant when = Instant.ofEpochSecond(value.matches("[0-9]{1,15}") ? Long.parseLong(value) : 0);
                String resource = resource(name.substring(LAST.length()));
                byName.merge(new Slot(node.name(), resource), Failures.NONE.notBefore(when), FailCounts::sum);
                byBaseName.merge(new Slot(node.name(), base(resource)), Failures.NONE.notBefore(when), FailCounts::sum);
            }
        });
    }

    private static Failures sum(Failures a, Failures b) {
        return new Failures(a.count.plus(b.count), a.last.isAfter(b.last) ? a.last : b.last);
    }

    /** {@code web#monitor_10000} counts for {@code web}. */
    private static String resource(String rest) {
        int hash = rest.lastIndexOf('#');
        return hash < 0 ? rest : rest.substring(0, hash);
    }

    private static String base(String resource) {
        return resource.replaceFirst(":[0-9]+$", "");
    }

    void neverExpires(Unit unit, NodeName node) {
        neverExpiring.add(slot(unit, node));
    }

    private Slot slot(Unit unit, NodeName node) {
        return new Slot(node, unit.definition().id().value());
    }

    private Failures failures(Unit unit, NodeName node) {
        boolean numbered = unit.id().number().isPresent();
        boolean ofItsOwn = unit.parent().isEmpty() || unit.definition().flag("globally-unique", false);
        return numbered && ofItsOwn
                ? byName.getOrDefault(new Slot(node, unit.id().toString()), Failures.NONE)
                : byBaseName.getOrDefault(slot(unit, node), Failures.NONE);
    }

    /** Failures whether expired or not. */
    public Score recorded(Unit unit, NodeName node) {
        return failures(unit, node).count();
    }

    /** Failures that still count. */
    public Score effective(Unit unit, NodeName node) {
        if (byName.isEmpty()) {
            return Score.ZERO;
        }
        Failures failures = failures(unit, node);
        if (!failures.count.isPositive()) {
            return failures.count;
        }
        Duration timeout = timeout(unit, node);
        boolean expired = !timeout.isZero() && now.isAfter(failures.last.plus(timeout));
        return expired ? Score.ZERO : failures.count;
    }

    Instant last(Unit unit, NodeName node) {
        return failures(unit, node).last();
    }

    /** How long failures count; zero for ever. */
    Duration timeout(Unit unit, NodeName node) {
        return neverExpiring.contains(slot(unit, node))
                ? Duration.ZERO
                : unit.definition().failureTimeout();
    }
}
