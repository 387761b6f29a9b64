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
 * @param methods how to cut the power, in the order in which to try
 * @param storagePort the port that feeds what all nodes need, if one does; never switched, but looked after
 */
public record SwitchPlan(
        String id,
        SwitchAddress address,
        SequencedMap<NodeName, List<String>> ports,
        PoeTable poe,
        Duration settle,
        List<PowerMethod> methods,
        Optional<String> storagePort) {

    /** How long a port may take to obey, unless configured. */
    public static final Duration SETTLE = Duration.ofSeconds(10);

    public SwitchPlan {
        ports = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(ports));
        methods = List.copyOf(methods);
    }

    /** A switch whose ports are switched by {@code ifAdminStatus} alone. */
    public SwitchPlan(
            String id,
            SwitchAddress address,
            SequencedMap<NodeName, List<String>> ports,
            PoeTable poe,
            Duration settle) {
        this(id, address, ports, poe, settle, List.of(new PowerMethod.IfAdmin()), Optional.empty());
    }

    /** The same, switched in these ways. */
    public SwitchPlan by(List<PowerMethod> others) {
        return new SwitchPlan(id, address, ports, poe, settle, others, storagePort);
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
