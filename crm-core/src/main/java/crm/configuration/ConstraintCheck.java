package crm.configuration;

import crm.model.Constraint;
import crm.model.Resource;
import crm.model.Score;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Checks constraints: whom they name, and whether orders wait in a circle. */
final class ConstraintCheck {

    private final Configuration configuration;
    private final List<Problem> problems;
    private final Set<String> ids;
    private final List<String> known = new ArrayList<>();
    private final Map<String, Set<String>> before = new LinkedHashMap<>();
    private final Map<Ordered, String> orders = new HashMap<>();

    /** The two actions that an order is about. */
    private record Ordered(String first, String then) {}

    ConstraintCheck(Configuration configuration, List<Problem> problems, Set<String> ids) {
        this.configuration = configuration;
        this.problems = problems;
        this.ids = ids;
        configuration.resources().forEach(this::learn);
        configuration.tags().forEach(tag -> known.add(tag.id()));
        configuration.templates().forEach(template -> known.add(template.id().value()));
    }

    private void learn(Resource resource) {
        known.add(resource.id().value());
        resource.children().forEach(this::learn);
    }

    void run() {
        for (Constraint constraint : configuration.constraints()) {
            if (!ids.add(constraint.id())) {
                problems.add(Problem.error(
                        place(constraint),
                        "The id “" + constraint.id() + "” is used twice.",
                        "Give the constraint an id of its own."));
            }
            switch (constraint) {
                case Constraint.Location location -> location(location);
                case Constraint.Colocation colocation -> colocation(colocation);
                case Constraint.Ordering ordering -> ordering(ordering);
                case Constraint.TicketDependency ticket ->
                    ticket.member().ifPresent(member -> reference(ticket, member.resource()));
            }
        }
        circles();
    }

    private static String place(Constraint constraint) {
        return "constraints › " + constraint.id();
    }

    private void reference(Constraint constraint, String name) {
        if (!known.contains(name)) {
            problems.add(Problem.error(
                    place(constraint),
                    "There is no resource called “" + name + "”.",
                    ConfigurationCheck.suggestion(
                            name, known, "Name a resource that exists, or remove the constraint.")));
        }
    }

    private void sets(Constraint constraint, List<Constraint.ResourceSet> sets) {
        sets.forEach(set -> set.resources().forEach(name -> reference(constraint, name)));
    }

    private void location(Constraint.Location location) {
        switch (location.resource()) {
            case Constraint.ById(var id) -> reference(location, id);
            case Constraint.ByPattern byPattern -> pattern(location, byPattern.pattern());
            case Constraint.BySets(var sets) -> sets(location, sets);
        }
        if (location.wish() instanceof Constraint.ForNode wish
                && configuration.node(wish.node()).isEmpty()) {
            List<String> nodes =
                    configuration.nodes().stream().map(n -> n.name().value()).toList();
            problems.add(Problem.warning(
                    place(location),
                    "The node " + wish.node() + " is not configured.",
                    ConfigurationCheck.suggestion(wish.node().value(), nodes, "Name a configured node.")));
        }
    }

    private void pattern(Constraint constraint, String pattern) {
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException wrong) {
            problems.add(Problem.error(
                    place(constraint),
                    "“" + pattern + "” is not a pattern: " + wrong.getDescription() + ".",
                    "Write a regular expression such as ^web-."));
        }
    }

    private void colocation(Constraint.Colocation colocation) {
        colocation.dependent().ifPresent(member -> reference(colocation, member.resource()));
        colocation.primary().ifPresent(member -> reference(colocation, member.resource()));
        sets(colocation, colocation.sets());
        boolean same = colocation.dependent().isPresent()
                && colocation
                        .dependent()
                        .map(Constraint.Member::resource)
                        .equals(colocation.primary().map(Constraint.Member::resource));
        if (same) {
            problems.add(Problem.error(
                    place(colocation), "A resource cannot be together with itself.", "Name two different resources."));
        }
        if (colocation.score().equals(Score.ZERO)) {
            problems.add(Problem.warning(
                    place(colocation), "A score of 0 means nothing.", "Give it a score, or remove the constraint."));
        }
    }

    private void ordering(Constraint.Ordering ordering) {
        ordering.first().ifPresent(step -> reference(ordering, step.resource()));
        ordering.then().ifPresent(step -> reference(ordering, step.resource()));
        sets(ordering, ordering.sets());
        if (ordering.first().isPresent() && ordering.then().isPresent()) {
            order(ordering, ordering.first().get(), ordering.then().get());
        }
    }

    private void order(Constraint.Ordering ordering, Constraint.Step first, Constraint.Step then) {
        String action = first.action().orElse("start");
        var ordered = new Ordered(
                first.resource() + " " + action,
                then.resource() + " " + then.action().orElse(action));
        String earlier = orders.putIfAbsent(ordered, ordering.id());
        if (earlier != null) {
            problems.add(Problem.warning(
                    place(ordering),
                    "It has no effect: " + earlier + " orders the same two actions, and the first one counts.",
                    "Remove one of the two."));
        }
        boolean mandatory = ordering.kind().orElse(Constraint.OrderKind.MANDATORY) == Constraint.OrderKind.MANDATORY
                && !ordering.score().equals(Optional.of(Score.ZERO));
        if (mandatory) {
            before.computeIfAbsent(ordered.first(), _ -> new LinkedHashSet<>()).add(ordered.then());
        }
    }

    /** Whoever waits for itself never starts. */
    private void circles() {
        Map<String, Boolean> settled = new HashMap<>();
        for (String start : before.keySet()) {
            var path = new ArrayList<String>();
            if (circle(start, path, settled, new HashSet<>())) {
                return;
            }
        }
    }

    private boolean circle(String at, List<String> path, Map<String, Boolean> settled, Set<String> onPath) {
        if (!onPath.add(at)) {
            List<String> round = path.subList(path.indexOf(at), path.size());
            problems.add(Problem.error(
                    "constraints",
                    "The orders go in a circle: " + String.join(", then ", round) + ", then " + at + " again.",
                    "Remove one of these orders."));
            return true;
        }
        path.add(at);
        if (!settled.containsKey(at)) {
            for (String next : before.getOrDefault(at, Set.of())) {
                if (circle(next, path, settled, onPath)) {
                    return true;
                }
            }
            settled.put(at, true);
        }
        path.removeLast();
        onPath.remove(at);
        return false;
    }
}
