package crm.policy.rule;

import crm.configuration.Configuration;
import crm.model.Constraint;
import crm.model.NodeName;
import crm.model.Resource;
import crm.model.ResourceId;
import crm.model.Role;
import crm.model.Score;
import crm.model.Tag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Turns one location constraint into the scores it gives to nodes now. */
final class EvaluateLocation {

    private final Constraint.Location location;
    private final Configuration configuration;
    private final List<Tag> tags;
    private final Map<NodeName, NodeFacts> nodes;
    private final Map<ResourceId, Definition> definitions;
    private final RuleEvaluation rules;

    EvaluateLocation(
            Constraint.Location location,
            Configuration configuration,
            List<Tag> tags,
            Map<NodeName, NodeFacts> nodes,
            Map<ResourceId, Definition> definitions,
            RuleEvaluation rules) {
        this.location = location;
        this.configuration = configuration;
        this.tags = tags;
        this.nodes = nodes;
        this.definitions = definitions;
        this.rules = rules;
    }

    List<NodeWish> result() {
        Constraint.Discovery discovery = location.discovery().orElse(Constraint.Discovery.ALWAYS);
        var wishes = new ArrayList<NodeWish>();
        for (Targets targets : targets()) {
            switch (location.wish()) {
                case Constraint.ForNode(var node, var score) -> {
                    var scores = new LinkedHashMap<NodeName, Score>();
                    if (nodes.containsKey(node)) {
                        scores.put(node, score);
                    }
                    wishes.add(wish(targets, location.role(), scores, discovery));
                }
                case Constraint.ForNodesWhere(var scoredRules) -> {
                    for (Constraint.ScoredRule rule : scoredRules) {
                        wishes.add(wish(targets, rule.role().or(location::role), scores(rule, targets), discovery));
                    }
                }
            }
        }
        return wishes;
    }

    private NodeWish wish(
            Targets targets,
            Optional<Role> role,
            SequencedMap<NodeName, Score> scores,
            Constraint.Discovery discovery) {
        // Whoever is promoted was started and unpromoted before: a wish for those roles is one for every role.
        Optional<Role> meant = targets.role.or(() -> role).filter(r -> r != Role.STARTED && r != Role.UNPROMOTED);
        return new NodeWish(location.id(), targets.resources, meant, scores, discovery);
    }

    private SequencedMap<NodeName, Score> scores(Constraint.ScoredRule rule, Targets targets) {
        var scores = new LinkedHashMap<NodeName, Score>();
        Optional<Definition> about =
                targets.resources.stream().findFirst().flatMap(id -> Optional.ofNullable(definitions.get(id)));
        for (NodeFacts node : nodes.values()) {
            RuleEvaluation here = rules.on(node)
                    .about(
                            Optional.empty(),
                            about.map(d -> d.parametersOn(node.name())).orElse(new LinkedHashMap<>()),
                            about.map(Definition::meta).orElse(new LinkedHashMap<>()));
            if (here.holds(rule.rule())) {
                score(rule, node).ifPresent(score -> scores.put(node.name(), score));
            }
        }
        return scores;
    }

    /** A node without the attribute that shall give the score is passed over. */
    private static Optional<Score> score(Constraint.ScoredRule rule, NodeFacts node) {
        if (rule.scoreAttribute().isPresent()) {
            return node.attribute(rule.scoreAttribute().get())
                    .map(text -> Score.parse(text).orElse(Score.ZERO));
        }
        return Optional.of(rule.score().orElse(Score.ZERO));
    }

    private record Targets(List<ResourceId> resources, Optional<Role> role) {}

    private List<Targets> targets() {
        return switch (location.resource()) {
            case Constraint.ById(var id) -> List.of(new Targets(referents(id), Optional.empty()));
            case Constraint.ByPattern(var pattern, var negated) ->
                List.of(new Targets(matching(pattern, negated), Optional.empty()));
            case Constraint.BySets(var sets) ->
                sets.stream()
                        .map(set -> new Targets(
                                set.resources().stream()
                                        .flatMap(id -> referents(id).stream())
                                        .toList(),
                                set.role()))
                        .toList();
        };
    }

    private List<ResourceId> referents(String reference) {
        return EffectiveConfiguration.referents(reference, definitions, tags).stream()
                .filter(definitions::containsKey)
                .toList();
    }

    /** Patterns look at top-level resources only. */
    private List<ResourceId> matching(String pattern, boolean negated) {
        Pattern compiled;
        try {
            compiled = Pattern.compile(pattern);
        } catch (PatternSyntaxException _) {
            return List.of();
        }
        return configuration.resources().stream()
                .map(Resource::id)
                .filter(id -> compiled.matcher(id.value()).find() != negated)
                .toList();
    }
}
