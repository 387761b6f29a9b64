package crm.membership.join;

import crm.model.NodeName;
import java.util.List;
import java.util.SequencedMap;

/**
 * What a new node gets.
 *
 * @param key the cluster's key, as {@code ClusterKey.text}
 * @param voters the nodes that vote now
 * @param addresses where members are reached: {@code host:port} by node, for clusters without multicast
 * @param settings anything else a new node's own settings should say, by their names
 */
public record Welcome(
        String key,
        List<NodeName> voters,
        SequencedMap<String, String> addresses,
        SequencedMap<String, String> settings)
        implements Answer {
    public Welcome {
        voters = List.copyOf(voters);
        addresses = java.util.Collections.unmodifiableSequencedMap(new java.util.LinkedHashMap<>(addresses));
        settings = java.util.Collections.unmodifiableSequencedMap(new java.util.LinkedHashMap<>(settings));
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "welcome to voters " + voters + " at " + addresses;
    }
}
