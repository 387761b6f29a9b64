package crm.coordination;

import crm.configuration.Configuration;
import crm.journal.AgreedState.Move;
import crm.model.Constraint;
import crm.model.Constraint.ById;
import crm.model.Constraint.ForNode;
import crm.model.Constraint.Location;
import crm.model.Node;
import crm.model.NodeName;
import crm.model.Score;
import crm.policy.SchedulingInput;
import crm.state.ClusterState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the policy engine is asked: the agreed facts, with witnesses left out and moves in force. */
final class Planning {

    private Planning() {}

    static SchedulingInput input(Facts facts, Instant now) {
        return input(facts.agreed().configuration(), facts.agreed().moves(), facts.cluster(), now);
    }

    /** What a leader plans with: shortly after its own start, nodes that were never seen may just be slower to boot. */
    static SchedulingInput input(Facts facts, Now now, Tuning tuning) {
        Configuration configuration = facts.agreed().configuration();
        if (now.moment().isBefore(patienceEnds(facts, tuning))) {
            configuration = configuration.withNodes(configuration.nodes().stream()
                    .filter(node -> facts.agreed().cluster().node(node.name()).isPresent())
                    .toList());
        }
        return input(configuration, facts.agreed().moves(), facts.cluster(), now.date());
    }

    /** When a node that was never seen counts as one that may run anything, and must be proven off. */
    static Moment patienceEnds(Facts facts, Tuning tuning) {
        return facts.self().startedAt().plus(tuning.startGrace());
    }

    static SchedulingInput input(Configuration configuration, List<Move> moves, ClusterState cluster, Instant now) {
        List<NodeName> witnesses = configuration.nodes().stream()
                .filter(node -> node.kind() == Node.Kind.WITNESS)
                .map(Node::name)
                .toList();
        List<Node> others = configuration.nodes().stream()
                .filter(node -> !witnesses.contains(node.name()))
                .toList();
        var state = new ClusterState(
                cluster.quorum(),
                cluster.leader().filter(leader -> !witnesses.contains(leader)),
                cluster.nodes().stream()
                        .filter(node -> !witnesses.contains(node.name()))
                        .toList(),
                cluster.tickets());
        var constraints = new ArrayList<>(configuration.constraints());
        moves.forEach(move -> constraints.addAll(inForce(move)));
        return new SchedulingInput(configuration.withNodes(others).withConstraints(constraints), state.inOrder(), now);
    }

    /** A move is a wish beyond measure while it lasts; the ids are those that Pacemaker's tools would use. */
    private static List<Constraint> inForce(Move move) {
        var wishes = new ArrayList<Constraint>();
        move.target().ifPresent(node -> wishes.add(wish("cli-prefer-" + move.resource(), move, node, Score.INFINITY)));
        for (NodeName node : move.avoid()) {
            wishes.add(wish("cli-ban-" + move.resource() + "-on-" + node, move, node, Score.NEVER));
        }
        return wishes;
    }

    private static Location wish(String id, Move move, NodeName node, Score score) {
        return new Location(
                id, new ById(move.resource().value()), new ForNode(node, score), Optional.empty(), Optional.empty());
    }
}
