package crm.demo.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * What the cluster says of itself, as far as the drawing shows it.
 *
 * @param headline the status in a sentence
 * @param runs the services on each node
 */
public record ClusterSeen(String headline, SequencedMap<String, List<String>> runs) {

    /** What there is to show while no daemon answers. */
    public static final ClusterSeen SILENT = new ClusterSeen("No daemon answers.", new LinkedHashMap<>());

    /** Reads the {@code status} of {@code crm status --output json}. */
    public static ClusterSeen of(JsonNode status) {
        var runs = new LinkedHashMap<String, List<String>>();
        for (var node : status.path("nodes")) {
            var services = new ArrayList<String>();
            node.path("runs").forEach(service -> services.add(service.asText()));
            runs.put(node.path("name").asText(), services);
        }
        return new ClusterSeen(status.path("headline").asText(), runs);
    }
}
