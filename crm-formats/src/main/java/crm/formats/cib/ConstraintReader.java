package crm.formats.cib;

import crm.model.Constraint;
import crm.model.Constraint.Colocation;
import crm.model.Constraint.Discovery;
import crm.model.Constraint.Location;
import crm.model.Constraint.LossPolicy;
import crm.model.Constraint.Member;
import crm.model.Constraint.OrderKind;
import crm.model.Constraint.Ordering;
import crm.model.Constraint.ResourceSet;
import crm.model.Constraint.ScoredRule;
import crm.model.Constraint.Step;
import crm.model.Constraint.Target;
import crm.model.Constraint.TicketDependency;
import crm.model.NodeName;
import crm.model.Role;
import crm.model.Rule;
import crm.model.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads {@code <constraints>}. */
final class ConstraintReader {

    private final NodeIds nodes;
    private final RuleReader rules;
    private final References references;
    private final Report report;

    ConstraintReader(NodeIds nodes, RuleReader rules, References references, Report report) {
        this.nodes = nodes;
        this.rules = rules;
        this.references = references;
        this.report = report;
    }

    /** The constraint; empty, and reported, if it says too little to mean anything. */
    Optional<Constraint> read(XmlElement element) {
        return switch (element.name()) {
            case "rsc_location" -> location(element).map(Constraint.class::cast);
            case "rsc_colocation" -> colocation(element).map(Constraint.class::cast);
            case "rsc_order" -> ordering(element).map(Constraint.class::cast);
            case "rsc_ticket" -> ticket(element).map(Constraint.class::cast);
            default -> Optional.empty(); // the vocabulary check reports it
        };
    }

    private Optional<Location> location(XmlElement element) {
        Optional<Target> target = target(element);
        Optional<Constraint.Wish> wish = wish(element);
        if (target.isEmpty() || wish.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Location(element.id(), target.get(), wish.get(), role(element, "role"), discovery(element)));
    }

    private Optional<Target> target(XmlElement element) {
        Optional<String> pattern = element.get("rsc-pattern");
        if (pattern.isPresent()) {
            boolean negated = pattern.get().startsWith("!");
            return Optional.of(new Constraint.ByPattern(pattern.get().substring(negated ? 1 : 0), negated));
        }
        if (element.has("rsc")) {
            return Optional.of(new Constraint.ById(element.get("rsc", "")));
        }
        List<ResourceSet> sets = sets(element);
        if (sets.isEmpty()) {
            report.error(element, "the constraint names no resource; it is left out", "Add rsc=\"…\".");
            return Optional.empty();
        }
        return Optional.of(new Constraint.BySets(sets));
    }

    private Optional<Constraint.Wish> wish(XmlElement element) {
        Optional<NodeName> node = element.get("node").flatMap(text -> nodes.nameOf(element, text));
        Optional<XmlElement> lifetime = element.child("lifetime");
        if (node.isPresent()) {
            Score score =
                    report.parsed(element, "score", "a score", Score::parse).orElse(Score.ZERO);
            return Optional.of(
                    lifetime.isPresent()
                            ? limited(lifetime.get(), node.get(), score)
                            : new Constraint.ForNode(node.get(), score));
        }
        List<ScoredRule> scored = element.children("rule")
                .flatMap(rule -> scoredRule(rule).stream())
                .toList();
        if (scored.isEmpty()) {
            report.error(element, "the constraint says neither a node nor a rule; it is left out", "Add one.");
            return Optional.empty();
        }
        return Optional.of(new Constraint.ForNodesWhere(scored));
    }

    /** A location with a lifetime (schemas before 4) is a rule: this node, while the lifetime lasts. */
    private Constraint.Wish limited(XmlElement lifetime, NodeName node, Score score) {
        var here = new Rule.AttributeTest(
                "#uname",
                Rule.Operation.EQ,
                Optional.of(node.value()),
                Optional.of(Rule.ValueType.STRING),
                Rule.ValueSource.LITERAL);
        var conditions = new ArrayList<Rule.Condition>();
        conditions.add(here);
        rules.readAny(lifetime.id(), lifetime.children("rule").toList())
                .ifPresent(rule -> conditions.add(new Rule.Nested(rule)));
        var rule = new Rule(lifetime.get("id", "lifetime"), Rule.Combination.AND, conditions);
        return new Constraint.ForNodesWhere(
                List.of(new ScoredRule(rule, Optional.of(score), Optional.empty(), Optional.empty())));
    }

    private Optional<ScoredRule> scoredRule(XmlElement written) {
        return references
                .resolve(written)
                .flatMap(element -> rules.read(element)
                        .map(rule -> new ScoredRule(
                                rule,
                                report.parsed(element, "score", "a score", Score::parse),
                                element.get("score-attribute").or(() -> element.get("score_attribute")),
                                role(element, "role"))));
    }

    private Optional<Discovery> discovery(XmlElement element) {
        return report.parsed(element, "resource-discovery", "always, never or exclusive", text -> switch (text) {
            case "always" -> Optional.of(Discovery.ALWAYS);
            case "never" -> Optional.of(Discovery.NEVER);
            case "exclusive" -> Optional.of(Discovery.EXCLUSIVE);
            default -> Optional.<Discovery>empty();
        });
    }

    private Optional<Role> role(XmlElement element, String attribute) {
        return report.parsed(element, attribute, "a role", Role::parse);
    }

    private Optional<Colocation> colocation(XmlElement element) {
        warnOfLifetime(element);
        List<ResourceSet> sets = sets(element);
        Optional<Member> dependent = member(element, "rsc");
        Optional<Member> primary = member(element, "with-rsc");
        if (sets.isEmpty() && (dependent.isEmpty() || primary.isEmpty())) {
            report.error(element, "two resources are needed; the constraint is left out", "Add rsc and with-rsc.");
            return Optional.empty();
        }
        Score score = report.parsed(element, "score", "a score", Score::parse).orElse(Score.ZERO);
        return Optional.of(new Colocation(
                element.id(),
                score,
                sets,
                dependent,
                primary,
                element.get("node-attribute"),
                report.bool(element, "influence")));
    }

    /** The side of a constraint that {@code attribute} and its {@code -role} and {@code -instance} describe. */
    private Optional<Member> member(XmlElement element, String attribute) {
        return element.get(attribute)
                .map(resource -> new Member(
                        resource,
                        role(element, attribute + "-role"),
                        report.integer(element, attribute + "-instance")));
    }

    private Optional<Ordering> ordering(XmlElement element) {
        warnOfLifetime(element);
        List<ResourceSet> sets = sets(element);
        Optional<Step> first = step(element, "first");
        Optional<Step> then = step(element, "then");
        if (sets.isEmpty() && (first.isEmpty() || then.isEmpty())) {
            report.error(element, "two resources are needed; the constraint is left out", "Add first and then.");
            return Optional.empty();
        }
        return Optional.of(new Ordering(
                element.id(),
                kind(element),
                report.parsed(element, "score", "a score", Score::parse),
                report.bool(element, "symmetrical"),
                report.bool(element, "require-all"),
                first,
                then,
                sets));
    }

    private Optional<Step> step(XmlElement element, String attribute) {
        return element.get(attribute)
                .map(resource -> new Step(
                        resource,
                        element.get(attribute + "-action"),
                        report.integer(element, attribute + "-instance")));
    }

    /** An unknown kind means mandatory, as in Pacemaker, even where a score of zero would mean optional. */
    private Optional<OrderKind> kind(XmlElement element) {
        return element.get("kind").map(text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "mandatory" -> OrderKind.MANDATORY;
            case "optional" -> OrderKind.OPTIONAL;
            case "serialize" -> OrderKind.SERIALIZE;
            default -> {
                report.warning(element, "kind=\"" + text + "\" is unknown; it is taken as Mandatory", "Correct it.");
                yield OrderKind.MANDATORY;
            }
        });
    }

    private Optional<TicketDependency> ticket(XmlElement element) {
        Optional<String> ticket = report.required(element, "ticket");
        List<ResourceSet> sets = sets(element);
        Optional<Member> member = member(element, "rsc");
        if (ticket.isEmpty() || (member.isEmpty() && sets.isEmpty())) {
            report.error(element, "a ticket and a resource are needed; the constraint is left out", "Add both.");
            return Optional.empty();
        }
        Optional<LossPolicy> policy =
                report.parsed(element, "loss-policy", "stop, demote, fence or freeze", ConstraintReader::lossPolicy);
        return Optional.of(new TicketDependency(element.id(), ticket.get(), member, sets, policy));
    }

    private static Optional<LossPolicy> lossPolicy(String text) {
        return switch (text) {
            case "stop" -> Optional.of(LossPolicy.STOP);
            case "demote" -> Optional.of(LossPolicy.DEMOTE);
            case "fence" -> Optional.of(LossPolicy.FENCE);
            case "freeze" -> Optional.of(LossPolicy.FREEZE);
            default -> Optional.empty();
        };
    }

    private List<ResourceSet> sets(XmlElement element) {
        return element.children("resource_set")
                .flatMap(written -> references.resolve(written).stream())
                .map(this::set)
                .toList();
    }

    private ResourceSet set(XmlElement element) {
        List<String> members = element.children("resource_ref")
                .flatMap(reference -> report.required(reference, "id").stream())
                .toList();
        return new ResourceSet(
                element.id(),
                members,
                report.bool(element, "sequential"),
                report.bool(element, "require-all"),
                element.get("action"),
                role(element, "role"),
                report.parsed(element, "score", "a score", Score::parse),
                element.get("ordering"));
    }

    private void warnOfLifetime(XmlElement element) {
        if (element.child("lifetime").isPresent()) {
            report.warning(element, "a lifetime is honoured in locations only; here it is ignored", "Remove it.");
        }
    }
}
