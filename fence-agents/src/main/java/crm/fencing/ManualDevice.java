package crm.fencing;

import crm.model.NodeName;
import crm.port.FencingDevice;
import crm.state.FencingOutcome;
import crm.state.Outlet;
import crm.transition.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A person as a fence device. It can do nothing by itself and so never proves anything: the proof is the person's word,
 * given with {@code crm fence confirm}, which the coordinator takes.
 *
 * @param nodes whom the person looks after; empty means every node
 */
record ManualDevice(String id, Set<NodeName> nodes) implements FencingDevice {

    ManualDevice {
        nodes = Set.copyOf(nodes);
    }

    @Override
    public boolean covers(NodeName node) {
        return nodes.isEmpty() || nodes.contains(node);
    }

    @Override
    public FencingOutcome provePower(NodeName node, Duration limit) {
        return asks(node);
    }

    @Override
    public FencingOutcome off(NodeName node, Duration limit) {
        return asks(node);
    }

    @Override
    public FencingOutcome on(NodeName node, Duration limit) {
        return new FencingOutcome.NotKnown("a person must switch " + node + " on");
    }

    @Override
    public Outcome monitor(Duration limit) {
        return new Outcome.Succeeded("a person");
    }

    @Override
    public List<Outlet> list(Duration limit) {
        return nodes.stream()
                .sorted()
                .map(node -> new Outlet(node.value(), Optional.of(node), Optional.empty(), "by hand"))
                .toList();
    }

    private static FencingOutcome asks(NodeName node) {
        return new FencingOutcome.NotKnown(
                "cut " + node + "'s power by hand, and then say so with: crm fence confirm " + node);
    }
}
