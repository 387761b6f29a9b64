package crm.policy.assembly;

import crm.model.NodeName;
import crm.model.Role;
import crm.policy.NodeOutlook;
import crm.policy.ResourceOutlook;
import crm.policy.ResourceOutlook.Shape;
import crm.policy.placement.Placement;
import crm.policy.preference.NodeHealth;
import crm.policy.rule.EffectiveConfiguration;
import crm.policy.situation.InstanceStanding;
import crm.policy.situation.NodeStanding;
import crm.policy.situation.Situation;
import crm.policy.situation.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** Tells those who show the plan what the engine made of nodes and resources. */
final class Outlooks {

    private final EffectiveConfiguration configuration;
    private final Situation situation;
    private final Placement placement;

    Outlooks(EffectiveConfiguration configuration, Situation situation, Placement placement) {
        this.configuration = configuration;
        this.situation = situation;
        this.placement = placement;
    }

    List<NodeOutlook> nodes() {
        var outlooks = new ArrayList<NodeOutlook>();
        var health = new NodeHealth(configuration.options(), situation);
        for (NodeStanding node : situation.nodes().values()) {
            outlooks.add(new NodeOutlook(
                    node.name(),
                    node.facts().node().id(),
                    node.facts().node().kind(),
                    node.online(),
                    node.uncleanLater() ? Optional.empty() : node.unclean(),
                    node.pending(),
                    node.standby(),
                    node.standbyOnFail(),
                    node.maintenance(),
                    node.shuttingDown(),
                    health.worst(node),
                    List.of()));
        }
        return outlooks;
    }

    List<ResourceOutlook> resources() {
        return situation.top().stream().map(this::resource).toList();
    }

    private ResourceOutlook resource(Unit unit) {
        InstanceStanding standing = situation.standing(unit);
        Placement.Choice choice = placement.of(unit);
        List<ResourceOutlook> children =
                unit.children().stream().map(this::resource).toList();
        List<NodeName> next = unit.isCollective()
                ? children.stream().flatMap(c -> c.next().stream()).distinct().toList()
                : choice.node().stream().toList();
        return new ResourceOutlook(
                unit.id(),
                shape(unit),
                standing.historyName(),
                unit.definition().agent(),
                meta(unit),
                standing.removed(),
                standing.active(),
                situation.current(unit),
                unit.isCollective() ? highest(children) : standing.role(),
                standing.failed(),
                standing.failureIgnored(),
                standing.managed() || standing.frozen(),
                !choice.managed(),
                standing.blocked() && !standing.frozen(),
                standing.maintenance(),
                standing.pending().map(p -> new ResourceOutlook.Pending(p.task(), p.interval(), p.node())),
                standing.probeFailures(),
                standing.lock().filter(InstanceStanding.Lock::remembered).map(InstanceStanding.Lock::node),
                standing.known(),
                choice.allowed(),
                next,
                choice.role(),
                children);
    }

    /** As configured, and of clones what follows from it. */
    private static SequencedMap<String, String> meta(Unit unit) {
        if (!(unit instanceof Unit.CloneUnit clone)) {
            return unit.definition().meta();
        }
        var meta = new LinkedHashMap<>(unit.definition().meta());
        meta.put("globally-unique", Boolean.toString(clone.options().unique()));
        meta.put("promotable", Boolean.toString(clone.options().promotable()));
        meta.put("clone-max", Integer.toString(clone.options().max()));
        return meta;
    }

    private static Role highest(List<ResourceOutlook> children) {
        return children.stream().map(ResourceOutlook::role).max(Role::compareTo).orElse(Role.STOPPED);
    }

    private static Shape shape(Unit unit) {
        return switch (unit) {
            case Unit.Instance _ -> Shape.PRIMITIVE;
            case Unit.GroupUnit _ -> Shape.GROUP;
            case Unit.CloneUnit _ -> Shape.CLONE;
            case Unit.BundleUnit _ -> Shape.BUNDLE;
        };
    }
}
