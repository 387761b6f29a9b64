package crm.coordination;

import crm.configuration.Configuration;
import crm.journal.AgreedState;
import crm.journal.AgreedState.Fencing;
import crm.journal.Evidences;
import crm.journal.Incident;
import crm.model.InstanceId;
import crm.model.Node;
import crm.model.NodeName;
import crm.policy.NodeOutlook;
import crm.policy.Plan;
import crm.policy.ResourceOutlook;
import crm.policy.ResourceOutlook.Shape;
import crm.state.ExecutionStatus;
import crm.state.NodeState;
import crm.state.NodeState.Join;
import crm.state.NodeState.Membership;
import crm.state.OperationRecord;
import crm.status.StatusView;
import crm.status.StatusView.Condition;
import crm.status.StatusView.Drill;
import crm.status.StatusView.FailedOperation;
import crm.status.StatusView.FencingLine;
import crm.status.StatusView.Flags;
import crm.status.StatusView.Gravity;
import crm.status.StatusView.NodeAttribute;
import crm.status.StatusView.NodeLine;
import crm.status.StatusView.Notice;
import crm.status.StatusView.ResourceLine;
import crm.status.StatusView.TemporaryPlacement;
import crm.status.StatusView.Where;
import crm.transition.Transition.Placed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes the view that is shown to people of what a node knows and what the policy engine reads from it. */
public final class StatusAssembly {

    private final Facts facts;
    private final AgreedState agreed;
    private final Configuration configuration;
    private final Plan plan;
    private final Instant now;

    public StatusAssembly(Facts facts, Plan plan, Instant now) {
        this.facts = facts;
        this.agreed = facts.agreed();
        this.configuration = agreed.configuration();
        this.plan = plan;
        this.now = now;
    }

    public StatusView view() {
        List<NodeLine> nodes = nodes();
        List<ResourceLine> resources = plan.resources().stream()
                .filter(outlook -> !isFencing(outlook))
                .map(this::resource)
                .toList();
        List<Notice> notices = notices();
        return new StatusView(
                facts.self().cluster(),
                facts.self().name(),
                now,
                facts.authority().leader(),
                facts.authority().term(),
                facts.presence().quorum(),
                facts.self().version(),
                agreed.lastChange().map(c -> new StatusView.Change(c.at(), c.by(), c.summary())),
                configuration
                        .options()
                        .get("maintenance-mode")
                        .map(Boolean::parseBoolean)
                        .orElse(false),
                agreed.plan().isPresent(),
                headline(nodes, resources),
                notices,
                nodes,
                resources,
                failures(),
                agreed.fencings().reversed().stream().map(this::fencing).toList(),
                agreed.moves().stream()
                        .map(m -> new TemporaryPlacement(m.resource(), m.target(), m.since(), "when it has arrived"))
                        .toList(),
                attributes(),
                agreed.incidents().isEmpty()
                        ? Optional.<Incident>empty()
                        : Optional.of(agreed.incidents().getLast()));
    }

    private static boolean isFencing(ResourceOutlook outlook) {
        return outlook.agent().filter(agent -> agent.isFencing()).isPresent();
    }

    private String headline(List<NodeLine> nodes, List<ResourceLine> resources) {
        if (!facts.presence().quorum().held()) {
            return "This side has no quorum, so nothing may run here.";
        }
        List<String> missing = nodes.stream()
                .filter(line -> line.condition() != Condition.ONLINE)
                .map(line -> line.name().value())
                .toList();
        long away = resources.stream()
                .flatMap(StatusAssembly::leaves)
                .filter(line -> line.where().isEmpty()
                        && !line.flags().disabled()
                        && !line.flags().removed())
                .count();
        if (away > 0) {
            return away == 1 ? "One service is away." : away + " services are away.";
        }
        return missing.isEmpty() ? "Everything runs." : "Everything runs, without " + String.join(", ", missing) + ".";
    }

    private static Stream<ResourceLine> leaves(ResourceLine line) {
        return line.members().isEmpty()
                ? Stream.of(line)
                : line.members().stream().flatMap(StatusAssembly::leaves);
    }

    private List<Notice> notices() {
        var notices = new ArrayList<Notice>();
        var quorum = facts.presence().quorum();
        if (!quorum.held()) {
            notices.add(new Notice(
                    Gravity.ALARM,
                    "Only " + quorum.present() + " of " + quorum.configured() + " voters are heard of, "
                            + quorum.needed() + " are needed."));
        } else if (facts.authority().leader().isEmpty()) {
            notices.add(new Notice(Gravity.WARNING, "No leader is elected at the moment."));
        }
        for (Fencing fencing : agreed.fencings()) {
            if (fencing.open()) {
                notices.add(new Notice(
                        Gravity.ALARM,
                        fencing.node() + " is not proven off, so nothing it ran is started elsewhere: "
                                + fencing.detail() + "."));
            }
        }
        for (NodeName node : agreed.quarantined()) {
            notices.add(new Notice(
                    Gravity.WARNING,
                    node + " stays off because it was fenced again and again; crm fence release " + node
                            + " gives it another chance."));
        }
        plan.transition().blocked().stream()
                .map(blocked -> blocked.why().sentence())
                .distinct()
                .forEach(sentence -> notices.add(new Notice(Gravity.WARNING, sentence + ".")));
        return notices;
    }

    private List<NodeLine> nodes() {
        var names =
                new ArrayList<>(configuration.nodes().stream().map(Node::name).toList());
        agreed.cluster().nodes().stream()
                .map(NodeState::name)
                .filter(name -> !names.contains(name))
                .forEach(names::add);
        return names.stream().map(this::node).toList();
    }

    private NodeLine node(NodeName name) {
        boolean witness = configuration
                .node(name)
                .filter(n -> n.kind() == Node.Kind.WITNESS)
                .isPresent();
        Condition condition = witness ? ofWitness(name) : condition(name);
        List<InstanceId> runs =
                Whereabouts.on(plan, name).stream().map(InstanceId::parse).toList();
        return new NodeLine(
                name,
                witness,
                condition,
                sentence(name, condition, runs, witness),
                runs,
                drill(name),
                previousLife(name));
    }

    /** It runs nothing, so that it is away needs no proof. */
    private Condition ofWitness(NodeName name) {
        boolean member = agreed.cluster()
                .node(name)
                .filter(n -> n.membership() == Membership.MEMBER)
                .isPresent();
        boolean present = facts.presence().members().contains(name);
        return !present ? Condition.OFFLINE : member ? Condition.ONLINE : Condition.PENDING;
    }

    private Condition condition(NodeName name) {
        NodeState state = agreed.cluster().node(name).orElse(NodeState.unseen(name));
        if (agreed.quarantined().contains(name)) {
            return Condition.QUARANTINED;
        }
        if (state.membership() != Membership.MEMBER) {
            if (agreed.openFencing(name).isPresent()) {
                return Condition.FENCING;
            }
            if (state.expected() == Join.MEMBER) {
                return Condition.UNCLEAN;
            }
            boolean starting = facts.presence().members().contains(name) && !isOfThatLife(state);
            return starting ? Condition.PENDING : state.fenced().isPresent() ? Condition.OFF : Condition.OFFLINE;
        }
        Optional<NodeOutlook> outlook =
                plan.nodes().stream().filter(n -> n.name().equals(name)).findFirst();
        if (outlook.filter(NodeOutlook::standby).isPresent()) {
            return Condition.STANDBY;
        }
        if (outlook.filter(NodeOutlook::maintenance).isPresent()) {
            return Condition.MAINTENANCE;
        }
        return facts.presence().members().contains(name) ? Condition.ONLINE : Condition.UNCLEAN;
    }

    /** Whoever has just left is still there for a moment, in the life that has ended. */
    private boolean isOfThatLife(NodeState state) {
        return facts.presence()
                .hello(state.name())
                .filter(hello -> hello.incarnation().equals(state.incarnation()))
                .isPresent();
    }

    private String sentence(NodeName name, Condition condition, List<InstanceId> runs, boolean witness) {
        return switch (condition) {
            case ONLINE ->
                witness
                        ? name + " votes and runs nothing"
                        : runs.isEmpty()
                                ? name + " is ready and runs nothing at the moment"
                                : name + " runs " + names(runs);
            case STANDBY -> name + " is in standby: it may run nothing";
            case MAINTENANCE -> name + " is in maintenance: nothing is started or stopped there";
            case PENDING -> name + " is starting";
            case UNCLEAN -> name + " is lost and not proven off";
            case FENCING -> name + " is lost and is being switched off";
            case OFF ->
                name + " is off, proven: "
                        + agreed.cluster()
                                .node(name)
                                .flatMap(NodeState::fenced)
                                .map(Evidences::sentence)
                                .orElse("a person said so");
            case OFFLINE ->
                witness
                        ? name + " is not heard of: its vote is missing, and it ran nothing"
                        : name + " has left or was never seen";
            case QUARANTINED -> name + " stays off: it was fenced again and again";
        };
    }

    private static String names(List<InstanceId> instances) {
        return String.join(", ", instances.stream().map(InstanceId::toString).toList());
    }

    private Optional<Drill> drill(NodeName name) {
        return agreed.drills().stream()
                .filter(d -> d.node().equals(name))
                .map(d -> new Drill(d.at(), d.took(), d.succeeded()))
                .findFirst();
    }

    /** What a node that is back after a fencing has to confess. */
    private Optional<String> previousLife(NodeName name) {
        boolean back = agreed.cluster()
                .node(name)
                .filter(n -> n.membership() == Membership.MEMBER)
                .isPresent();
        return agreed.fencings().stream()
                .filter(f -> f.node().equals(name) && !f.open())
                .reduce((a, b) -> b)
                .filter(f -> back)
                .map(f -> "was switched off at " + f.askedAt() + " because " + f.why());
    }

    private ResourceLine resource(ResourceOutlook outlook) {
        boolean disabled = Whereabouts.isDisabled(outlook);
        List<Where> where = outlook.shape() == Shape.PRIMITIVE
                ? outlook.active().stream()
                        .map(node -> new Where(outlook.id(), node, outlook.role()))
                        .toList()
                : List.of();
        return new ResourceLine(
                outlook.id().resource(),
                outlook.shape().name().toLowerCase(Locale.ROOT),
                outlook.agent().map(agent -> agent.toString()),
                where,
                new Flags(
                        outlook.managed() && !outlook.maintenance(),
                        disabled,
                        outlook.failed(),
                        outlook.blocked(),
                        outlook.removed(),
                        outlook.lockedTo()),
                new PendingTasks(agreed).of(outlook.id()),
                why(outlook),
                outlook.children().stream().map(this::resource).toList());
    }

    private String why(ResourceOutlook outlook) {
        return plan.transition().placements().stream()
                .filter(placed -> placed.instance().equals(outlook.id()))
                .map(Placed::why)
                .map(why -> why.sentence())
                .findFirst()
                .orElseGet(() -> outlook.children().isEmpty()
                        ? "nothing is known of " + outlook.id()
                        : outlook.children().stream().map(this::why).findFirst().orElseThrow());
    }

    private List<FailedOperation> failures() {
        return agreed.cluster().nodes().stream()
                .flatMap(node -> node.history().stream())
                .flatMap(history -> history.operations().stream())
                .filter(OperationRecord::keptAsFailure)
                .map(StatusAssembly::failure)
                .toList();
    }

    private static FailedOperation failure(OperationRecord o) {
        String text = o.status() == ExecutionStatus.DONE
                ? ExitText.of(o.exitCode())
                : o.status().text();
        return new FailedOperation(
                o.instance(),
                o.task(),
                o.interval(),
                o.node(),
                o.exitCode(),
                text,
                o.exitReason(),
                o.lastChange().orElse(Instant.EPOCH),
                o.executionTime());
    }

    private FencingLine fencing(Fencing f) {
        Optional<Boolean> succeeded = f.open() ? Optional.empty() : Optional.of(true);
        Instant at = f.proof().map(p -> p.at()).orElse(f.askedAt());
        return new FencingLine(f.node(), "off", byNode(f.by()), at, succeeded, f.detail());
    }

    private NodeName byNode(String by) {
        return configuration.nodes().stream()
                .map(Node::name)
                .filter(name -> name.value().equals(by))
                .findFirst()
                .orElse(facts.authority().leader().orElse(facts.self().name()));
    }

    private List<NodeAttribute> attributes() {
        return agreed.cluster().nodes().stream()
                .flatMap(node -> node.attributes().values().entrySet().stream()
                        .filter(e -> !e.getKey().startsWith("fail-count-")
                                && !e.getKey().startsWith("last-failure-"))
                        .map(e -> new NodeAttribute(node.name(), e.getKey(), e.getValue())))
                .toList();
    }
}
