package crm.policy.situation;

import crm.model.NodeName;
import crm.model.ResourceId;
import crm.policy.rule.Definition;
import crm.policy.rule.NodeFacts;
import crm.state.ClusterState;
import crm.state.NodeState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** Finds out which nodes were unfenced, and by devices configured as they are now. */
final class ReadUnfencing {

    private static final String DONE = "#node-unfenced";
    private static final String DIGESTS = "#digests-all";
    private static final String OPEN_DIGESTS = "#digests-secure";

    private final Findings findings;
    private final ClusterState state;
    private final List<Definition> devices = new ArrayList<>();

    ReadUnfencing(Findings findings, ClusterState state) {
        this.findings = findings;
        this.state = state;
        for (Finding finding : findings.all()) {
            if (finding.unit.definition().unfences()) {
                devices.addFirst(finding.unit.definition());
            }
        }
    }

    /** By node; empty where no device unfences. */
    SequencedMap<NodeName, Unfencing> result() {
        var result = new LinkedHashMap<NodeName, Unfencing>();
        if (!devices.isEmpty()) {
            findings.nodes.forEach((name, node) -> result.put(name, of(node.facts)));
        }
        return result;
    }

    private Unfencing of(NodeFacts node) {
        var all = new StringBuilder();
        var open = new StringBuilder();
        Optional<ResourceId> changed = Optional.empty();
        for (Definition device : devices) {
            String digest = summary(device, findings.digests.of(device, node.name()));
            String openDigest = summary(device, findings.digests.ofOpenOnes(device, node.name()));
            all.append(digest);
            open.append(openDigest);
            boolean same = node.attribute(DIGESTS)
                    .map(known -> known.contains(digest)
                            || node.attribute(OPEN_DIGESTS)
                                    .filter(knownOpen -> knownOpen.contains(openDigest))
                                    .isPresent())
                    .orElse(true);
            if (!same) {
                changed = Optional.of(device.id());
            }
        }
        boolean told = node.attribute(DONE).filter(text -> !text.equals("0")).isPresent();
        boolean known = state.node(node.name()).map(NodeState::unfenced).orElse(false);
        return new Unfencing(told || known, changed, all.toString(), open.toString());
    }

    private static String summary(Definition device, String digest) {
        String type = device.agent().orElseThrow().type();
        return device.id() + ":" + type + ":" + digest + ",";
    }
}
