package crm.configuration;

import crm.model.Resource;
import crm.model.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What Pacemaker knows and this cluster has no use for: it may be configured, so that a configuration can be taken over as
 * it is, and whoever reads it must know that it changes nothing.
 */
final class WithoutEffect {

    private static final String NO_RACE =
            "only the side with the majority of the voters may switch a node off, so two" + " sides never race for it";

    private static final String NO_ELECTION = "the journal elects its leader by itself";

    private static final String FOR_OTHERS = "it belongs to parts of Pacemaker that are not here";

    private static final Map<String, String> OPTIONS = Map.ofEntries(
            Map.entry("priority-fencing-delay", NO_RACE),
            Map.entry("fencing-timeout", "an attempt ends after ten seconds, and there is always another"),
            Map.entry("fencing-reaction", "a node that hears that it was fenced resets itself"),
            Map.entry("dc-deadtime", NO_ELECTION),
            Map.entry("election-timeout", NO_ELECTION),
            Map.entry("join-integration-timeout", NO_ELECTION),
            Map.entry("join-finalization-timeout", NO_ELECTION),
            Map.entry(
                    "shutdown-escalation",
                    "a daemon that is told to end waits ninety seconds for its services to move away"),
            Map.entry("transition-delay", "what happens together is planned for together without it"),
            Map.entry("load-threshold", "nobody looks at the load"),
            Map.entry("enable-acl", "who may change anything is decided by the control socket"),
            Map.entry("pe-error-series-max", FOR_OTHERS),
            Map.entry("pe-warn-series-max", FOR_OTHERS),
            Map.entry("pe-input-series-max", FOR_OTHERS),
            Map.entry("cluster-ipc-limit", FOR_OTHERS));

    private static final Map<String, String> OF_DEVICES = Map.of("pcmk_delay_base", NO_RACE, "pcmk_delay_max", NO_RACE);

    private static final List<String> NOTHING = List.of("0", "0s", "0ms", "false");

    private WithoutEffect() {}

    static Optional<Problem> option(String place, String name, String value) {
        String reason = OPTIONS.get(name);
        if (reason == null) {
            reason = OptionNames.twin(name).map(OPTIONS::get).orElse("");
        }
        return problem(place, reason, value);
    }

    static List<Problem> device(Resource.Primitive device, String place) {
        Settings parameters = device.parameters();
        return parameters.sets().stream()
                .flatMap(set -> set.values().entrySet().stream())
                .map(entry -> problem(
                        place + " › " + entry.getKey(), OF_DEVICES.getOrDefault(entry.getKey(), ""), entry.getValue()))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Problem> problem(String place, String reason, String value) {
        return reason.isEmpty() || NOTHING.contains(value)
                ? Optional.empty()
                : Optional.of(Problem.warning(place, "It has no effect: " + reason + ".", "It may be removed."));
    }
}
