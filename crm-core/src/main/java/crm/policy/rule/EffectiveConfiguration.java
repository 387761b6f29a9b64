package crm.policy.rule;

import crm.configuration.ClusterOptions;
import crm.model.Constraint;
import crm.model.FencingLevel;
import crm.model.NodeName;
import crm.model.Resource;
import crm.model.ResourceId;
import crm.model.Tag;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The configuration as it holds now: rules evaluated, defaults and templates merged, tags kept for the constraints.
 *
 * @param nodes by name
 * @param resources the top-level resources, as configured
 * @param definitions every resource at whatever depth
 * @param wishes location constraints, in configured order
 * @param relations all other constraints, in configured order
 * @param looksAgain when a rule will next evaluate otherwise
 */
public record EffectiveConfiguration(
        ClusterOptions options,
        SequencedMap<NodeName, NodeFacts> nodes,
        List<Resource> resources,
        SequencedMap<ResourceId, Definition> definitions,
        List<NodeWish> wishes,
        List<Constraint> relations,
        List<FencingLevel> fencingTopology,
        List<Tag> tags,
        OperationDefaults operationDefaults,
        Optional<Instant> looksAgain) {

    public EffectiveConfiguration {
        nodes = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(nodes));
        resources = List.copyOf(resources);
        definitions = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(definitions));
        wishes = List.copyOf(wishes);
        relations = List.copyOf(relations);
        fencingTopology = List.copyOf(fencingTopology);
        tags = List.copyOf(tags);
    }

    public Optional<Definition> definition(ResourceId id) {
        return Optional.ofNullable(definitions.get(id));
    }

    /** The resources a constraint's reference means: itself, or a tag's members. */
    public List<ResourceId> referents(String reference) {
        return referents(reference, definitions, tags);
    }

    static List<ResourceId> referents(String reference, Map<ResourceId, Definition> definitions, List<Tag> tags) {
        Optional<ResourceId> itself = ResourceId.parse(reference).filter(definitions::containsKey);
        if (itself.isPresent()) {
            return List.of(itself.get());
        }
        return tags.stream()
                .filter(tag -> tag.id().equals(reference))
                .flatMap(tag -> tag.members().stream())
                .flatMap(member -> ResourceId.parse(member).stream())
                .toList();
    }
}
