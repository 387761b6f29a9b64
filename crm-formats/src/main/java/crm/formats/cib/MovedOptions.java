package crm.formats.cib;

import crm.model.NameValueSet;
import crm.model.Score;
import crm.model.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Cluster options of version 1 that are defaults for resources or operations today, moved to where they belong. What
 * the configuration says there itself stands above them.
 */
record MovedOptions(
        Settings options, SequencedMap<String, String> forResources, SequencedMap<String, String> forOperations) {

    /** Where an option belongs today. */
    enum Where {
        RESOURCES,
        OPERATIONS
    }

    private static Optional<String> resourceDefault(String option) {
        return switch (option) {
            case "default-resource-stickiness" -> Optional.of("resource-stickiness");
            case "default-migration-threshold" -> Optional.of("migration-threshold");
            case "is-managed-default" -> Optional.of("is-managed");
            default -> Optional.empty();
        };
    }

    private static Optional<String> operationDefault(String option) {
        return option.equals("default-action-timeout") ? Optional.of("timeout") : Optional.empty();
    }

    /** Splits the options. */
    static MovedOptions in(Settings written) {
        var forResources = new LinkedHashMap<String, String>();
        var forOperations = new LinkedHashMap<String, String>();
        var kept = new ArrayList<NameValueSet>();
        for (NameValueSet set : written.sets()) {
            var values = new LinkedHashMap<String, String>();
            set.values().forEach((name, value) -> {
                Optional<String> resource = resourceDefault(name);
                Optional<String> operation = operationDefault(name);
                resource.ifPresent(today -> forResources.putIfAbsent(today, value));
                operation.ifPresent(today -> forOperations.putIfAbsent(today, value));
                if (resource.isEmpty() && operation.isEmpty()) {
                    values.put(name, value);
                }
            });
            kept.add(new NameValueSet(set.id(), set.score(), set.rule(), values));
        }
        return new MovedOptions(new Settings(kept), forResources, forOperations);
    }

    /** The defaults with the moved options below them. */
    Settings under(Settings defaults, Where where) {
        SequencedMap<String, String> moved = switch (where) {
            case RESOURCES -> forResources;
            case OPERATIONS -> forOperations;
        };
        if (moved.isEmpty()) {
            return defaults;
        }
        var sets = new ArrayList<>(defaults.sets());
        sets.add(new NameValueSet("moved-from-options", Score.NEVER, Optional.empty(), moved));
        return new Settings(sets);
    }
}
