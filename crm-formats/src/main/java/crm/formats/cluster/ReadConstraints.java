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
import crm.model.NodeName;
import crm.model.Role;
import crm.model.Rule;
import crm.model.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads constraints. The key that names what is constrained tells the kind. */
final class ReadConstraints {

    private static final String KINDS = "write one of: location, colocate, order, ticket";
    private static final String NODE_NAME = "names hold no spaces, slashes or quotes";

    private ReadConstraints() {}

    static List<Constraint> all(Item item) {
        var constraints = new ArrayList<Constraint>();
        for (Item entry : item.items()) {
            entry.section().flatMap(ReadConstraints::one).ifPresent(constraints::add);
        }
        return constraints;
    }

    private static Optional<Constraint> one(Section keys) {
        Optional<String> id = keys.take("id").flatMap(Item::word);
        Optional<? extends Constraint> constraint;
        if (keys.has("location")) {
            constraint = location(keys, id);
        } else if (keys.has("colocate")) {
            constraint = colocation(keys, id);
        } else if (keys.has("order")) {
            constraint = ordering(keys, id);
        } else if (keys.has("ticket")) {
            constraint = ticket(keys, id);
        } else {
            return keys.item().wrong("this is no constraint", KINDS);
        }
        keys.refuseRest("this constraint");
        return constraint.map(c -> c);
    }

    private static Optional<Location> location(Section keys, Optional<String> id) {
        Item subject = keys.take("location").orElseThrow();
        Optional<Constraint.Target> target = target(subject, id);
        Optional<Role> role = keys.take("role").flatMap(Item::role);
        var discovery = keys.take("discovery").flatMap(i -> i.oneOf(Constraint.Discovery.class));
        Optional<Constraint.Wish> wish = keys.has("rules")
                ? target.map(t ->
                        rules(keys, id.orElseGet(() -> DefaultIds.location(DefaultIds.target(t), Optional.empty()))))
                : forNode(keys);
        return target.flatMap(t -> wish.map(w -> new Location(
                id.orElseGet(() -> DefaultIds.location(DefaultIds.target(t), node(w))), t, w, role, discovery)));
    }

    private static Optional<String> node(Constraint.Wish wish) {
        return switch (wish) {
            case Constraint.ForNode forNode -> Optional.of(forNode.node().value());
            case Constraint.ForNodesWhere _ -> Optional.empty();
        };
    }

    private static Optional<Constraint.Target> target(Item subject, Optional<String> id) {
        if (subject.isWord()) {
            return subject.word().map(Constraint.ById::new);
        }
        return subject.section().flatMap(section -> {
            Optional<Constraint.Target> target;
            if (section.has("sets")) {
                String owner = id.orElse(DefaultIds.location("sets", Optional.empty()));
                target = section.take("sets").map(s -> new Constraint.BySets(sets(s, owner)));
            } else {
                Optional<String> pattern = section.need("pattern", "write a resource, {pattern: …} or {sets: …}")
                        .flatMap(Item::word);
                boolean negated = section.take("negated").flatMap(Item::yesOrNo).orElse(false);
                target = pattern.map(p -> new Constraint.ByPattern(p, negated));
            }
            section.refuseRest("what is placed");
            return target;
        });
    }

    /** {@code prefers} with a score, {@code avoids} with the score it is avoided by, or {@code node} with any score. */
    private static Optional<Constraint.Wish> forNode(Section keys) {
        Optional<Item> prefers = keys.take("prefers");
        Optional<Item> avoids = keys.take("avoids");
        Optional<Item> plain = keys.take("node");
        Optional<Score> score = keys.take("score").flatMap(Item::score);
        Optional<Item> named = prefers.or(() -> avoids).or(() -> plain);
        if (named.isEmpty()) {
            return keys.item()
                    .wrong("no node is named", "write prefers: NODE, avoids: NODE, or rules: with a list of rules");
        }
        if (prefers.isPresent() && avoids.isPresent()) {
            return keys.item().wrong("one constraint cannot prefer and avoid", "write two constraints");
        }
        Score wanted = score.orElse(Score.INFINITY);
        if ((prefers.isPresent() || avoids.isPresent()) && wanted.isNegative()) {
            return named.get()
                    .wrong(
                            "a score below zero here says the opposite of what is written",
                            "write avoids instead of prefers, or the other way round, with a score above zero");
        }
        return named.get()
                .made(NodeName::new, NODE_NAME)
                .map(node -> new Constraint.ForNode(node, avoids.isPresent() ? wanted.negated() : wanted));
    }

    private static Constraint.Wish rules(Section keys, String owner) {
        List<Item> items = keys.take("rules").map(Item::items).orElse(List.of());
        var rules = new ArrayList<ScoredRule>();
        for (int i = 0; i < items.size(); i++) {
            String ruleId = DefaultIds.set(DefaultIds.rule(owner), i);
            items.get(i).section().flatMap(s -> scoredRule(s, ruleId)).ifPresent(rules::add);
        }
        return new Constraint.ForNodesWhere(rules);
    }

    private static Optional<ScoredRule> scoredRule(Section section, String ruleId) {
        Optional<Score> score = section.take("score").flatMap(Item::score);
        Optional<String> attribute = section.take("score-attribute").flatMap(Item::word);
        Optional<Role> role = section.take("role").flatMap(Item::role);
        Optional<Rule> rule =
                section.need("when", "write the condition below 'when:'").flatMap(w -> new ReadRule(ruleId).read(w));
        section.refuseRest("a rule with a score");
        return rule.map(r -> new ScoredRule(r, score, attribute, role));
    }

    private static Optional<Colocation> colocation(Section keys, Optional<String> id) {
        Item subject = keys.take("colocate").orElseThrow();
        Score score = keys.take("score").flatMap(Item::score).orElse(Score.INFINITY);
        Optional<String> nodeAttribute = keys.take("node-attribute").flatMap(Item::word);
        Optional<Boolean> influence = keys.take("influence").flatMap(Item::yesOrNo);
        if (hasSets(subject)) {
            String own = id.orElse(DefaultIds.colocation("sets", "sets"));
            return Optional.of(new Colocation(
                    own, score, setsOf(subject, own), Optional.empty(), Optional.empty(), nodeAttribute, influence));
        }
        Optional<Member> dependent = member(subject);
        Optional<Member> primary =
                keys.need("with", "write with what it runs: with: RESOURCE").flatMap(ReadConstraints::member);
        return dependent.flatMap(d -> primary.map(p -> new Colocation(
                id.orElseGet(() -> DefaultIds.colocation(d.resource(), p.resource())),
                score,
                List.of(),
                dependent,
                primary,
                nodeAttribute,
                influence)));
    }

    private static Optional<Ordering> ordering(Section keys, Optional<String> id) {
        Item subject = keys.take("order").orElseThrow();
        var kind = keys.take("kind").flatMap(i -> i.oneOf(Constraint.OrderKind.class));
        Optional<Score> score = keys.take("score").flatMap(Item::score);
        Optional<Boolean> symmetrical = keys.take("symmetrical").flatMap(Item::yesOrNo);
        Optional<Boolean> requireAll = keys.take("require-all").flatMap(Item::yesOrNo);
        if (hasSets(subject)) {
            String own = id.orElse(DefaultIds.ordering("sets", "sets"));
            return Optional.of(new Ordering(
                    own,
                    kind,
                    score,
                    symmetrical,
                    requireAll,
                    Optional.empty(),
                    Optional.empty(),
                    setsOf(subject, own)));
        }
        Optional<Step> first = step(subject);
        Optional<Step> then =
                keys.need("then", "write what comes after it: then: RESOURCE").flatMap(ReadConstraints::step);
        return first.flatMap(f -> then.map(t -> new Ordering(
                id.orElseGet(() -> DefaultIds.ordering(f.resource(), t.resource())),
                kind,
                score,
                symmetrical,
                requireAll,
                first,
                then,
                List.of())));
    }

    private static Optional<TicketDependency> ticket(Section keys, Optional<String> id) {
        Optional<String> name = keys.take("ticket").flatMap(Item::word);
        var loss = keys.take("loss-policy").flatMap(i -> i.oneOf(Constraint.LossPolicy.class));
        Optional<Item> sets = keys.take("sets");
        if (sets.isPresent()) {
            return name.map(n -> {
                String own = id.orElse(DefaultIds.ticket(n, "sets"));
                return new TicketDependency(own, n, Optional.empty(), sets(sets.get(), own), loss);
            });
        }
        Optional<Member> member = keys.need("resource", "write what needs the ticket: resource: RESOURCE")
                .flatMap(ReadConstraints::member);
        return name.flatMap(n -> member.map(m -> new TicketDependency(
                id.orElseGet(() -> DefaultIds.ticket(n, m.resource())), n, member, List.of(), loss)));
    }

    private static Optional<Member> member(Item item) {
        if (item.isWord()) {
            return item.word().map(r -> new Member(r, Optional.empty(), Optional.empty()));
        }
        return item.section().flatMap(section -> {
            Optional<String> resource =
                    section.need("resource", "write which resource is meant").flatMap(Item::word);
            Optional<Role> role = section.take("role").flatMap(Item::role);
            Optional<Integer> instance = section.take("instance").flatMap(i -> i.number(0, 999_999));
            section.refuseRest("a side of a constraint");
            return resource.map(r -> new Member(r, role, instance));
        });
    }

    private static Optional<Step> step(Item item) {
        if (item.isWord()) {
            return item.word().map(r -> new Step(r, Optional.empty(), Optional.empty()));
        }
        return item.section().flatMap(section -> {
            Optional<String> resource =
                    section.need("resource", "write which resource is meant").flatMap(Item::word);
            Optional<String> action = section.take("action").flatMap(Item::word);
            Optional<Integer> instance = section.take("instance").flatMap(i -> i.number(0, 999_999));
            section.refuseRest("a side of an order");
            return resource.map(r -> new Step(r, action, instance));
        });
    }

    private static boolean hasSets(Item subject) {
        return subject.tree() instanceof Tree.Mapping mapping
                && mapping.pairs().stream().anyMatch(p -> p.key().equals("sets"));
    }

    private static List<ResourceSet> setsOf(Item subject, String owner) {
        return subject.section()
                .map(section -> {
                    var sets = section.take("sets").map(s -> sets(s, owner)).orElse(List.of());
                    section.refuseRest("a constraint of sets");
                    return sets;
                })
                .orElse(List.of());
    }

    /** Sets, each a list of resources, or a mapping where more is to be said. */
    private static List<ResourceSet> sets(Item item, String owner) {
        var sets = new ArrayList<ResourceSet>();
        List<Item> items = item.items();
        for (int i = 0; i < items.size(); i++) {
            String id = DefaultIds.resourceSet(owner, i);
            Item one = items.get(i);
            if (one.isMapping()) {
                one.section().ifPresent(section -> sets.add(set(section, id)));
            } else {
                sets.add(new ResourceSet(
                        id,
                        one.words(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
            }
        }
        return sets;
    }

    private static ResourceSet set(Section section, String defaultId) {
        var set = new ResourceSet(
                section.take("id").flatMap(Item::word).orElse(defaultId),
                section.need("resources", "write the resources of the set")
                        .map(Item::words)
                        .orElse(List.of()),
                section.take("sequential").flatMap(Item::yesOrNo),
                section.take("require-all").flatMap(Item::yesOrNo),
                section.take("action").flatMap(Item::word),
                section.take("role").flatMap(Item::role),
                section.take("score").flatMap(Item::score),
                section.take("ordering").flatMap(Item::word));
        section.refuseRest("a set of resources");
        return set;
    }
}
