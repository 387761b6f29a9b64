package crm.model;

import java.util.List;
import java.util.Optional;

/** What the configuration says about where, together and in which order resources run. */
public sealed interface Constraint {

    /** Unique in the configuration. */
    String id();

    /**
     * A wish about nodes for a resource.
     *
     * @param resource what is placed; a pattern instead of an id in {@link Location.ByPattern}
     */
    record Location(String id, Target resource, Wish wish, Optional<Role> role, Optional<Discovery> discovery)
            implements Constraint {}

    /** Which resources a location constraint is about. */
    sealed interface Target {}

    /** One resource or tag. */
    record ById(String id) implements Target {}

    /** All resources whose id matches (or, negated, does not match) a POSIX extended regular expression. */
    record ByPattern(String pattern, boolean negated) implements Target {}

    /** Resources named in sets. */
    record BySets(List<ResourceSet> sets) implements Target {
        public BySets {
            sets = List.copyOf(sets);
        }
    }

    /** What a location constraint wishes. */
    sealed interface Wish {}

    /** This node, this much. */
    record ForNode(NodeName node, Score score) implements Wish {}

    /** The nodes for which a rule is true. */
    record ForNodesWhere(List<ScoredRule> rules) implements Wish {
        public ForNodesWhere {
            rules = List.copyOf(rules);
        }
    }

    /** A rule of a location constraint and the score it gives: fixed, or the value of a node attribute. */
    record ScoredRule(Rule rule, Optional<Score> score, Optional<String> scoreAttribute, Optional<Role> role) {}

    /** Whether resources are looked for on the nodes a location constraint speaks of. */
    enum Discovery {
        ALWAYS,
        NEVER,
        EXCLUSIVE
    }

    /**
     * {@code dependent} runs where {@code primary} runs (or, with a negative score, does not).
     *
     * @param nodeAttribute nodes count as the same if this attribute is equal; absent means the node's name
     * @param influence whether the dependent's preferences pull the primary; absent means the dependent's
     *     {@code critical} decides
     */
    record Colocation(
            String id,
            Score score,
            List<ResourceSet> sets,
            Optional<Member> dependent,
            Optional<Member> primary,
            Optional<String> nodeAttribute,
            Optional<Boolean> influence)
            implements Constraint {
        public Colocation {
            sets = List.copyOf(sets);
        }
    }

    /** A side of a constraint between two resources: the resource, and the role or instance meant. */
    record Member(String resource, Optional<Role> role, Optional<Integer> instance) {}

    /**
     * {@code first} does its action before {@code then} does its own.
     *
     * @param kind mandatory, optional or serialize; absent means mandatory unless {@code score} is zero
     * @param symmetrical absent means true, but for {@link OrderKind#SERIALIZE}
     */
    record Ordering(
            String id,
            Optional<OrderKind> kind,
            Optional<Score> score,
            Optional<Boolean> symmetrical,
            Optional<Boolean> requireAll,
            Optional<Step> first,
            Optional<Step> then,
            List<ResourceSet> sets)
            implements Constraint {
        public Ordering {
            sets = List.copyOf(sets);
        }
    }

    /** A side of an order: the resource, and the action meant; absent means {@code start}, or the first's action. */
    record Step(String resource, Optional<String> action, Optional<Integer> instance) {}

    /** How binding an order is. */
    enum OrderKind {
        MANDATORY,
        OPTIONAL,
        SERIALIZE
    }

    /** A resource may be active (in a role) only while a ticket is granted. */
    record TicketDependency(
            String id, String ticket, Optional<Member> member, List<ResourceSet> sets, Optional<LossPolicy> lossPolicy)
            implements Constraint {
        public TicketDependency {
            sets = List.copyOf(sets);
        }
    }

    /** What happens to dependents when a ticket is revoked. */
    enum LossPolicy {
        STOP,
        DEMOTE,
        FENCE,
        FREEZE
    }

    /**
     * Several resources in one place of a constraint.
     *
     * @param sequential whether members depend on each other in order; absent means true
     * @param ordering {@code group} or {@code listed}, colocation only
     */
    record ResourceSet(
            String id,
            List<String> resources,
            Optional<Boolean> sequential,
            Optional<Boolean> requireAll,
            Optional<String> action,
            Optional<Role> role,
            Optional<Score> score,
            Optional<String> ordering) {
        public ResourceSet {
            resources = List.copyOf(resources);
        }
    }
}
