package crm.fencing;

import crm.fencing.program.ClusterHatPlan;
import crm.model.NodeName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/** Reads the parameters of {@code stonith:clusterhat}. */
record ClusterHatParameters(String id, DeviceParameters given) {

    static final Set<String> KNOWN = Set.of("program", "controller");

    Optional<ClusterHatPlan> read() {
        given.warnOfOthersThan(KNOWN);
        return readFor(given.hostMapOr("Write node:place, several separated by ';', as in pi1:p1;pi2:p2."));
    }

    /** For nodes that are given otherwise. */
    Optional<ClusterHatPlan> readFor(SequencedMap<NodeName, List<String>> nodes) {
        var places = new LinkedHashMap<NodeName, String>();
        nodes.forEach((node, names) -> {
            if (names.size() == 1 && names.getFirst().matches("p\\d{1,3}")) {
                places.put(node, names.getFirst());
            } else {
                given.error("pcmk_host_map", "gives " + node + " the place " + names, "Write one place, as in pi1:p1.");
            }
        });
        String program = given.text("program").orElse("clusterctrl");
        List<String> command = given.text("controller")
                .map(host -> List.of("ssh", "-oBatchMode=yes", "-oConnectTimeout=3", "--", host, program))
                .orElse(List.of(program));
        return given.hasErrors() ? Optional.empty() : Optional.of(new ClusterHatPlan(id, command, places));
    }
}
