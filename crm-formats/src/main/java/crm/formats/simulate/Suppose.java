package crm.formats.simulate;

import crm.configuration.Configuration;
import crm.configuration.ConfigurationEdit;
import crm.configuration.Problem;
import crm.formats.Nearest;
import crm.formats.cib.Cib;
import crm.journal.OperationFold;
import crm.model.Node;
import crm.model.NodeName;
import crm.model.Resource;
import crm.model.ResourceId;
import crm.state.Attributes;
import crm.state.ClusterState;
import crm.state.NodeState;
import crm.state.NodeState.Join;
import crm.state.NodeState.Membership;
import crm.state.Quorum;
import crm.state.Ticket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes suppositions true in a cluster, on paper. */
public final class Suppose {

    private final boolean votesCounted;
    private final Instant now;
    private final List<Problem> problems = new ArrayList<>();
    private Configuration configuration;
    private ClusterState state;

    private Suppose(Cib cib, boolean votesCounted, Instant now) {
        this.votesCounted = votesCounted;
        this.now = now;
        this.configuration = cib.configuration();
        this.state = cib.state();
    }

    /**
     * The cluster as it would then be.
     *
     * @param problems what is supposed of something that does not exist; then nothing should be decided
     */
    public record Supposed(Cib cib, List<Problem> problems) {
        public Supposed {
            problems = List.copyOf(problems);
        }
    }

    /**
     * Supposes one thing after the other.
     *
     * @param votesCounted whether nodes that come and go change the quorum; a CIB does not say by which rule they vote
     */
    public static Supposed all(Cib cib, List<Supposition> suppositions, boolean votesCounted, Instant now) {
        var suppose = new Suppose(cib, votesCounted, now);
        suppositions.forEach(suppose::one);
        return new Supposed(
                new Cib(suppose.configuration, suppose.state, cib.executionDate(), cib.descriptions(), cib.validated()),
                suppose.problems);
    }

    private void one(Supposition supposition) {
        switch (supposition) {
            case Supposition.NodeDies(NodeName node) -> {
                if (known(node)) {
                    votes(node, -1);
                    state = state.change(node, n -> standing(n, Membership.LOST, Join.MEMBER));
                }
            }
            case Supposition.NodeLeaves(NodeName node) -> {
                if (known(node)) {
                    votes(node, -1);
                    // Whoever leaves in good order has stopped everything before.
                    state = state.change(
                            node,
                            n -> standing(n, Membership.LOST, Join.DOWN)
                                    .with(List.of())
                                    .with(Attributes.NONE));
                }
            }
            case Supposition.NodeComes(NodeName node) -> {
                if (known(node)) {
                    votes(node, 1);
                    state = state.change(node, n -> standing(n, Membership.MEMBER, Join.MEMBER));
                }
            }
            case Supposition.NodeStandby(NodeName node, boolean standby) -> {
                if (known(node)) {
                    configuration = new ConfigurationEdit(configuration)
                            .setNodeAttribute(node, "standby", Optional.of(Boolean.toString(standby)));
                }
            }
            case Supposition.OperationFailed(Supposition.Operation operation) -> {
                if (known(operation.node()) && known(operation.instance().resource())) {
                    failed(operation);
                }
            }
            case Supposition.OperationFails(Supposition.Operation operation) -> {
                // It is not so yet; only to be sure that there will be such a thing.
                known(operation.node());
                known(operation.instance().resource());
            }
            case Supposition.QuorumIs(boolean held) -> {
                Quorum before = state.quorum();
                state = state.with(
                        held
                                ? new Quorum.Held(before.present(), before.configured())
                                : new Quorum.Lost(before.present(), before.configured()),
                        state.leader());
            }
            case Supposition.TicketIs ticket -> ticket(ticket);
        }
    }

    private boolean known(NodeName node) {
        List<String> names = Stream.concat(
                        configuration.nodes().stream().map(Node::name),
                        state.nodes().stream().map(NodeState::name))
                .map(NodeName::value)
                .distinct()
                .toList();
        return found(names.contains(node.value()), "node", node.value(), names);
    }

    private boolean known(ResourceId resource) {
        List<String> names = configuration.primitives().stream()
                .map(Resource::id)
                .map(ResourceId::value)
                .toList();
        return found(names.contains(resource.value()), "primitive resource", resource.value(), names);
    }

    private boolean found(boolean there, String kind, String name, List<String> names) {
        if (!there) {
            String advice = Nearest.to(name, names)
                    .map(near -> "Did you mean " + near + "?")
                    .orElse(names.isEmpty() ? "There is none at all." : "There is: " + some(names) + ".");
            problems.add(Problem.error("command line", "there is no " + kind + " " + name, advice));
        }
        return there;
    }

    private static String some(List<String> names) {
        return String.join(", ", names.subList(0, Math.min(12, names.size()))) + (names.size() > 12 ? "…" : "");
    }

    /** A majority of the voters decides; witnesses are among them, remote nodes and guests are not. */
    private void votes(NodeName node, int change) {
        boolean member = state.node(node)
                .filter(n -> n.membership() == Membership.MEMBER)
                .isPresent();
        boolean votes = configuration
                .node(node)
                .filter(n -> n.kind() == Node.Kind.MEMBER || n.kind() == Node.Kind.WITNESS)
                .isPresent();
        if (votesCounted && votes && member == (change < 0)) {
            Quorum quorum = state.quorum();
            state = state.with(Quorum.of(quorum.present() + change, quorum.configured()), state.leader());
        }
    }

    private static NodeState standing(NodeState node, Membership membership, Join expected) {
        boolean member = membership == Membership.MEMBER;
        return new NodeState(
                node.name(),
                node.incarnation(),
                membership,
                member,
                expected,
                expected,
                member ? node.memberSince() : Optional.empty(),
                member ? node.controllerSince() : Optional.empty(),
                node.attributes(),
                node.history(),
                Optional.empty(),
                node.unfenced(),
                node.inMaintenance());
    }

    private void failed(Supposition.Operation operation) {
        configuration.resource(operation.instance().resource()).ifPresent(resource -> {
            if (resource instanceof Resource.Primitive primitive) {
                state = state.change(
                        operation.node(),
                        node -> OperationFold.of(
                                configuration, node, now, FailedOperation.record(operation, primitive, node, now)));
            }
        });
    }

    private void ticket(Supposition.TicketIs supposed) {
        var tickets = new ArrayList<Ticket>();
        boolean found = false;
        for (Ticket ticket : state.tickets()) {
            boolean match = ticket.id().equals(supposed.ticket());
            found |= match;
            tickets.add(match ? changed(ticket, supposed.change()) : ticket);
        }
        if (!found) {
            var none = new Ticket(supposed.ticket(), false, false, Optional.empty(), Attributes.NONE);
            tickets.add(changed(none, supposed.change()));
        }
        state = new ClusterState(state.quorum(), state.leader(), state.nodes(), tickets);
    }

    private Ticket changed(Ticket ticket, Supposition.TicketChange change) {
        return switch (change) {
            case GRANTED -> new Ticket(ticket.id(), true, ticket.standby(), Optional.of(now), ticket.attributes());
            case REVOKED -> new Ticket(ticket.id(), false, ticket.standby(), ticket.lastGranted(), ticket.attributes());
            case STANDBY -> new Ticket(ticket.id(), ticket.granted(), true, ticket.lastGranted(), ticket.attributes());
            case ACTIVE -> new Ticket(ticket.id(), ticket.granted(), false, ticket.lastGranted(), ticket.attributes());
        };
    }
}
