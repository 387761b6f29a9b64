package crm.formats.cluster;

import crm.model.Constraint;
import crm.model.Constraint.Colocation;
import crm.model.Constraint.Location;
import crm.model.Constraint.Member;
import crm.model.Constraint.Ordering;
import crm.model.Constraint.ResourceSet;
import crm.model.Constraint.ScoredRule;
import crm.model.Constraint.Step;
import crm.model.Constraint.TicketDependency;
import crm.model.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes constraints so that they read as sentences. */
final class WriteConstraints {

    private WriteConstraints() {}

    static List<Tree> all(List<Constraint> constraints) {
        return constraints.stream().map(WriteConstraints::one).toList();
    }

    private static Tree one(Constraint constraint) {
        return switch (constraint) {
            case Location location -> location(location);
            case Colocation colocation -> colocation(colocation);
            case Ordering ordering -> ordering(ordering);
            case TicketDependency ticket -> ticket(ticket);
        };
    }

    private static Tree location(Location location) {
        String target = DefaultIds.target(location.resource());
        var keys = new Keys();
        String usual = switch (location.wish()) {
            case Constraint.ForNode forNode ->
                DefaultIds.location(target, Optional.of(forNode.node().value()));
            case Constraint.ForNodesWhere _ -> DefaultIds.location(target, Optional.empty());
        };
        keys.put("location", target(location.resource(), location.id(), usual)).id(location.id(), usual);
        switch (location.wish()) {
            case Constraint.ForNode forNode -> forNode(forNode, keys);
            case Constraint.ForNodesWhere where -> keys.put("rules", Tree.list(rules(where.rules(), location.id())));
        }
        return keys.put("role", location.role())
                .put("discovery", location.discovery())
                .tree();
    }

    private static Tree target(Constraint.Target target, String id, String usualId) {
        return switch (target) {
            case Constraint.ById byId -> Tree.word(byId.id());
            case Constraint.ByPattern byPattern -> {
                var keys = new Keys().put("pattern", byPattern.pattern());
                yield byPattern.negated() ? keys.put("negated", "true").tree() : keys.tree();
            }
            case Constraint.BySets bySets -> {
                String owner = id.equals(usualId) ? DefaultIds.location("sets", Optional.empty()) : id;
                yield new Keys()
                        .put("sets", Tree.list(sets(bySets.sets(), owner)))
                        .tree();
            }
        };
    }

    private static void forNode(Constraint.ForNode wish, Keys keys) {
        String node = wish.node().value();
        if (wish.score().equals(Score.ZERO)) {
            keys.put("node", node).put("score", "0");
            return;
        }
        keys.put(wish.score().isNegative() ? "avoids" : "prefers", node);
        Score strength = wish.score().isNegative() ? wish.score().negated() : wish.score();
        if (!strength.isInfinite()) {
            keys.put("score", strength.toString());
        }
    }

    private static List<Tree> rules(List<ScoredRule> rules, String owner) {
        var trees = new ArrayList<Tree>();
        for (int i = 0; i < rules.size(); i++) {
            ScoredRule rule = rules.get(i);
            trees.add(new Keys()
                    .put("score", rule.score())
                    .put("score-attribute", rule.scoreAttribute())
                    .put("role", rule.role())
                    .put("when", WriteSettings.rule(rule.rule(), DefaultIds.set(DefaultIds.rule(owner), i)))
                    .tree());
        }
        return trees;
    }

    private static Tree colocation(Colocation colocation) {
        var keys = new Keys();
        if (colocation.dependent().isPresent() && colocation.primary().isPresent()) {
            Member dependent = colocation.dependent().get();
            Member primary = colocation.primary().get();
            keys.put("colocate", member(dependent))
                    .put("with", member(primary))
                    .id(colocation.id(), DefaultIds.colocation(dependent.resource(), primary.resource()));
        } else {
            keys.put(
                            "colocate",
                            new Keys()
                                    .put("sets", Tree.list(sets(colocation.sets(), colocation.id())))
                                    .tree())
                    .id(colocation.id(), DefaultIds.colocation("sets", "sets"));
        }
        if (!colocation.score().equals(Score.INFINITY)) {
            keys.put("score", colocation.score().toString());
        }
        return keys.put("node-attribute", colocation.nodeAttribute())
                .put("influence", colocation.influence())
                .tree();
    }

    private static Tree ordering(Ordering ordering) {
        var keys = new Keys();
        if (ordering.first().isPresent() && ordering.then().isPresent()) {
            Step first = ordering.first().get();
            Step then = ordering.then().get();
            keys.put("order", step(first))
                    .put("then", step(then))
                    .id(ordering.id(), DefaultIds.ordering(first.resource(), then.resource()));
        } else {
            keys.put(
                            "order",
                            new Keys()
                                    .put("sets", Tree.list(sets(ordering.sets(), ordering.id())))
                                    .tree())
                    .id(ordering.id(), DefaultIds.ordering("sets", "sets"));
        }
        return keys.put("kind", ordering.kind())
                .put("score", ordering.score())
                .put("symmetrical", ordering.symmetrical())
                .put("require-all", ordering.requireAll())
                .tree();
    }

    private static Tree ticket(TicketDependency ticket) {
        var keys = new Keys().put("ticket", ticket.ticket());
        if (ticket.member().isPresent()) {
            Member member = ticket.member().get();
            keys.put("resource", member(member)).id(ticket.id(), DefaultIds.ticket(ticket.ticket(), member.resource()));
        } else {
            keys.put("sets", Tree.list(sets(ticket.sets(), ticket.id())))
                    .id(ticket.id(), DefaultIds.ticket(ticket.ticket(), "sets"));
        }
        return keys.put("loss-policy", ticket.lossPolicy()).tree();
    }

    private static Tree member(Member member) {
        return member.role().isEmpty() && member.instance().isEmpty()
                ? Tree.word(member.resource())
                : new Keys()
                        .put("resource", member.resource())
                        .put("role", member.role())
                        .put("instance", member.instance())
                        .tree();
    }

    private static Tree step(Step step) {
        return step.action().isEmpty() && step.instance().isEmpty()
                ? Tree.word(step.resource())
                : new Keys()
                        .put("resource", step.resource())
                        .put("action", step.action())
                        .put("instance", step.instance())
                        .tree();
    }

    private static List<Tree> sets(List<ResourceSet> sets, String owner) {
        var trees = new ArrayList<Tree>();
        for (int i = 0; i < sets.size(); i++) {
            ResourceSet set = sets.get(i);
            var keys = new Keys()
                    .id(set.id(), DefaultIds.resourceSet(owner, i))
                    .put("resources", Tree.words(set.resources()))
                    .put("sequential", set.sequential())
                    .put("require-all", set.requireAll())
                    .put("action", set.action())
                    .put("role", set.role())
                    .put("score", set.score())
                    .put("ordering", set.ordering());
            trees.add(keys.pairs().size() == 1 ? Tree.words(set.resources()) : keys.tree());
        }
        return trees;
    }
}
