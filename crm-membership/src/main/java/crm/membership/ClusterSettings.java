package crm.membership;

import crm.membership.journal.Fold;
import crm.model.NodeName;
import crm.state.Incarnation;
import java.nio.file.Path;
import java.util.List;

/**
 * What a node needs to know to take part in a cluster.
 *
 * @param cluster the cluster's name; nodes of another are refused
 * @param self this node's name
 * @param life which life of this node's daemon this is
 * @param network where it listens and how it finds the others
 * @param key the cluster's secret
 * @param data the directory of the journal; of this node only
 * @param firstVoters the voters of a cluster that has agreed on nothing yet; later the journal says who votes
 * @param timing how fast failures are noticed
 * @param fold what journal entries make of the agreed state: {@code AgreedState::after}
 */
public record ClusterSettings(
        String cluster,
        NodeName self,
        Incarnation life,
        Network network,
        ClusterKey key,
        Path data,
        List<NodeName> firstVoters,
        Timing timing,
        Fold fold) {
    public ClusterSettings {
        firstVoters = List.copyOf(firstVoters);
        if (!key.cluster().equals(cluster)) {
            throw new IllegalArgumentException(
                    "the cluster key is of cluster " + key.cluster() + ", this node is configured for " + cluster);
        }
    }
}
