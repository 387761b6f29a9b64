package crm.fencing.snmp;

import crm.model.NodeName;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A switch as configured.
 *
 * @param id the device's id in the configuration
 * @param ports the ports that feed each node; several if it has several supplies
 * @param settle how long a port may take to obey
 */
public record SwitchPlan(
        String id, SwitchAddress address, SequencedMap<NodeName, List<String>> ports, PoeTable poe, Duration settle) {

    /** How long a port may take to obey, unless configured. */
    public static final Duration SETTLE = Duration.ofSeconds(10);

    public SwitchPlan {
        ports = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(ports));
    }

    /** Whom a port feeds. */
    Optional<NodeName> nodeAt(String port) {
        return ports.entrySet().stream()
                .filter(entry -> entry.getValue().contains(port))
                .map(java.util.Map.Entry::getKey)
                .findFirst();
    }

    /** Every port that feeds a node, in configured order. */
    List<String> allPorts() {
        return ports.values().stream().flatMap(List::stream).distinct().toList();
    }
}
