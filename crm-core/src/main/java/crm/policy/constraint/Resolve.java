package crm.policy.constraint;

import crm.model.InstanceId;
import crm.model.ResourceId;
import crm.policy.rule.EffectiveConfiguration;
import crm.policy.situation.Situation;
import crm.policy.situation.Unit;
import java.util.List;
import java.util.Optional;

/**
 * Finds the units that constraints name, if there are such: a reference is whatever somebody wrote. What is inside a clone
 * is meant as the whole clone.
 */
record Resolve(EffectiveConfiguration configuration, Situation situation) {

    List<Unit> units(String reference) {
        return configuration.referents(reference).stream()
                .flatMap(id -> unit(InstanceId.of(id)).stream())
                .toList();
    }

    /** Whether a reference stands for several resources: a tag, or a template they are made from. */
    boolean isTag(String reference) {
        return ResourceId.parse(reference).flatMap(configuration::definition).isEmpty()
                && configuration.tags().stream().anyMatch(tag -> tag.id().equals(reference));
    }

    Optional<Unit> unit(String reference, Optional<Integer> instance) {
        if (instance.isPresent()) {
            return ResourceId.parse(reference)
                    .flatMap(id -> unit(InstanceId.of(id)))
                    .map(unit -> instance(unit, instance.get()));
        }
        return units(reference).stream().findFirst();
    }

    Optional<Unit> unit(InstanceId id) {
        return situation
                .unit(id)
                .or(() -> situation
                        .unit(InstanceId.of(id.resource(), 0))
                        .flatMap(situation::cloneOf)
                        .map(Unit.class::cast));
    }

    private static Unit instance(Unit unit, int number) {
        return unit instanceof Unit.CloneUnit clone && number < clone.copies().size()
                ? clone.copies().get(number)
                : unit;
    }
}
