package crm.coordination;

import crm.configuration.Configuration;
import crm.configuration.ConfigurationCheck;
import crm.configuration.ConfigurationEdit;
import crm.configuration.Problem;
import crm.control.Caller;
import crm.control.Reply;
import crm.control.Reply.Failed;
import crm.control.Reply.Kind;
import crm.control.Request;
import crm.journal.Entry;
import crm.journal.Entry.AttributeChanged;
import crm.journal.Entry.ConfigurationChanged;
import crm.journal.Entry.HistoryCleared;
import crm.journal.Entry.MoveEnded;
import crm.journal.Entry.MoveRequested;
import crm.journal.Entry.NodeFenced;
import crm.journal.Entry.NodeLeft;
import crm.journal.Entry.NodeLost;
import crm.journal.Entry.QuarantineEnded;
import crm.journal.FirstSign;
import crm.model.Constraint.ById;
import crm.model.Constraint.ForNode;
import crm.model.Constraint.Location;
import crm.model.NodeName;
import crm.model.ResourceId;
import crm.model.Score;
import crm.policy.Plan;
import crm.policy.Scheduler;
import crm.state.Attributes;
import crm.state.Incarnation;
import crm.state.NodeState;
import crm.state.PowerProof;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a change that was asked for means in journal entries, or why it cannot be. */
final class ChangeEntries {

    private final Facts facts;
    private final Scheduler scheduler;
    private final Instant now;
    private final String by;
    private final Configuration configuration;
    private final ConfigurationEdit edit;

    ChangeEntries(Facts facts, Scheduler scheduler, Instant now, Caller caller) {
        this.facts = facts;
        this.scheduler = scheduler;
        this.now = now;
        this.by = caller.user();
        this.configuration = facts.agreed().configuration();
        this.edit = new ConfigurationEdit(configuration);
    }

    /** What becomes of a change. */
    sealed interface Verdict {}

    record Refused(Reply why) implements Verdict {}

    record Proposed(List<Entry> entries, String progress) implements Verdict {}

    Verdict of(Request.Change change) {
        return switch (change) {
            case Request.Configure c -> configure(c);
            case Request.Move c -> known(c.resource(), () -> move(c));
            case Request.Ban c -> known(c.resource(), () -> ban(c));
            case Request.Clear c -> known(c.resource(), () -> clear(c.resource()));
            case Request.SetTargetRole c ->
                meta(
                        c.resource(),
                        "target-role",
                        c.started() ? "Started" : "Stopped",
                        "target role of " + c.resource());
            case Request.Restart c -> meta(c.resource(), "target-role", "Stopped", "restart of " + c.resource());
            case Request.Cleanup c -> cleanup(c);
            case Request.SetManaged c ->
                meta(c.resource(), "is-managed", Boolean.toString(c.managed()), "management of " + c.resource());
            case Request.SetStandby c -> nodeAttribute(c.node(), "standby", c.standby());
            case Request.SetMaintenance c -> maintenance(c);
            case Request.Fence c -> known(c.node(), () -> attribute(c.node(), Attributes.TERMINATE, "true"));
            case Request.ConfirmOff c -> known(c.node(), () -> confirmOff(c.node()));
            case Request.DrillFencing c -> known(c.node(), () -> drill(c.node()));
            case Request.EndQuarantine c ->
                known(c.node(), () -> one(new QuarantineEnded(now, c.node(), by), "ending the quarantine"));
            case Request.SetAttribute c ->
                known(
                        c.node(),
                        () -> one(new AttributeChanged(now, c.node(), c.name(), c.value()), "setting the attribute"));
            case Request.Leave c ->
                known(c.node(), () -> one(leave(facts, c.node(), now), "moving everything away from " + c.node()));
            case Request.ChangeVoters c -> new Belonging(facts, now, by).of(c);
            case Request.ReportTrouble c -> refuse(Kind.ERROR, "nothing to do about " + c.instance());
        };
    }

    private Verdict configure(Request.Configure c) {
        long version = facts.agreed().configurationVersion();
        if (c.base().isPresent() && c.base().get() != version) {
            return refuse(
                    Kind.UNSAFE,
                    "the configuration was changed by somebody else meanwhile (version " + version + ", yours began at "
                            + c.base().get() + "): read it again, and make your change to that");
        }
        Configuration wanted = c.configuration().keepingNodesOf(configuration);
        List<Problem> errors = ConfigurationCheck.check(wanted).stream()
                .filter(problem -> problem.severity() == Problem.Severity.ERROR)
                .toList();
        return errors.isEmpty() ? replace(wanted, c.summary()) : new Refused(new Reply.Wrong(errors));
    }

    private Verdict move(Request.Move move) {
        List<NodeName> here = activeOn(move.resource());
        if (move.target().isPresent()) {
            NodeName target = move.target().get();
            if (configuration.node(target).isEmpty()) {
                return refuse(Kind.NO_SUCH_THING, noSuchNode(target));
            }
            if (here.equals(List.of(target))) {
                return refuse(Kind.UNSAFE, move.resource() + " is on " + target + " already");
            }
        } else if (here.isEmpty()) {
            return refuse(Kind.UNSAFE, move.resource() + " runs nowhere, so it cannot leave");
        }
        List<NodeName> avoid = move.target().isPresent() ? List.of() : here;
        return one(
                new MoveRequested(now, move.resource(), move.target(), avoid, by),
                "moving " + move.resource() + move.target().map(t -> " to " + t).orElse(""));
    }

    private Verdict ban(Request.Ban ban) {
        List<NodeName> nodes = ban.node().map(List::of).orElseGet(() -> activeOn(ban.resource()));
        if (nodes.isEmpty()) {
            return refuse(Kind.UNSAFE, ban.resource() + " runs nowhere: say which node it shall be banned from");
        }
        NodeName node = nodes.getFirst();
        if (configuration.node(node).isEmpty()) {
            return refuse(Kind.NO_SUCH_THING, noSuchNode(node));
        }
        var location = new Location(
                "cli-ban-" + ban.resource() + "-on-" + node,
                new ById(ban.resource().value()),
                new ForNode(node, Score.NEVER),
                Optional.empty(),
                Optional.empty());
        return replace(edit.addConstraint(location), ban.resource() + " is banned from " + node);
    }

    private Verdict clear(ResourceId resource) {
        String prefer = "cli-prefer-" + resource;
        String ban = "cli-ban-" + resource + "-on-";
        Configuration cleared = edit.removeConstraints(c -> c.id().equals(prefer) || c.id().startsWith(ban));
        var entries = new ArrayList<Entry>();
        if (!cleared.equals(configuration)) {
            entries.add(new ConfigurationChanged(now, cleared, by, "bans of " + resource + " are cleared"));
        }
        if (facts.agreed().moves().stream().anyMatch(m -> m.resource().equals(resource))) {
            entries.add(new MoveEnded(now, resource, false, "cleared by " + by));
        }
        return entries.isEmpty()
                ? new Refused(Reply.Done.of("nothing constrains " + resource + " that move or ban left"))
                : new Proposed(entries, "clearing what move and ban left of " + resource);
    }

    private Verdict cleanup(Request.Cleanup c) {
        if (c.resource().isPresent()
                && configuration.resource(c.resource().get()).isEmpty()) {
            return refuse(Kind.NO_SUCH_THING, noSuchResource(c.resource().get()));
        }
        return one(new HistoryCleared(now, c.resource(), c.node(), by), "forgetting failures and probing anew");
    }

    private Verdict maintenance(Request.SetMaintenance c) {
        if (c.node().isPresent()) {
            return nodeAttribute(c.node().get(), "maintenance", c.maintenance());
        }
        return replace(
                edit.setOption("maintenance-mode", Optional.of(Boolean.toString(c.maintenance()))),
                "maintenance mode " + (c.maintenance() ? "on" : "off"));
    }

    /** A person's word counts as proof only for a node that is silent. */
    private Verdict confirmOff(NodeName node) {
        if (facts.presence().members().contains(node)) {
            return refuse(Kind.UNSAFE, node + " is heard of, so it is not off: switch it off first");
        }
        Incarnation life = facts.agreedLife(node);
        var entries = new ArrayList<Entry>();
        boolean member = facts.agreed()
                .cluster()
                .node(node)
                .filter(n -> n.membership() == NodeState.Membership.MEMBER)
                .isPresent();
        if (member) {
            entries.add(new NodeLost(now, node, life, now, FirstSign.WORD, by + " says that it is off"));
        }
        var proof = new PowerProof(node, "manual", new PowerProof.Confirmed(by), now, Duration.ZERO);
        entries.add(new NodeFenced(now, node, life, proof));
        return new Proposed(entries, "taking your word that " + node + " is off");
    }

    /** A drill cuts the power for real, so it is refused while the node has work to do. */
    private Verdict drill(NodeName node) {
        Plan plan = scheduler.plan(Planning.input(facts, now));
        List<String> runs = Whereabouts.on(plan, node);
        if (!runs.isEmpty()) {
            return refuse(Kind.UNSAFE, String.join(", ", runs) + " would be torn down: first crm node standby " + node);
        }
        return attribute(node, Attributes.TERMINATE, "true");
    }

    private Verdict meta(ResourceId resource, String name, String value, String summary) {
        return known(
                resource,
                () -> replace(edit.setMeta(resource, name, Optional.of(value)), summary + ": " + name + "=" + value));
    }

    private Verdict nodeAttribute(NodeName node, String name, boolean on) {
        Optional<String> value = on ? Optional.of("true") : Optional.empty();
        return known(
                node,
                () -> replace(edit.setNodeAttribute(node, name, value), node + ": " + name + (on ? " on" : " off")));
    }

    private Verdict attribute(NodeName node, String name, String value) {
        return one(
                new AttributeChanged(now, node, name, Optional.of(value)),
                name.equals(Attributes.SHUTDOWN)
                        ? "moving everything away from " + node
                        : "switching " + node + " off");
    }

    /** A witness runs nothing that would have to be moved away first. */
    static Entry leave(Facts facts, NodeName node, Instant now) {
        return leave(facts, node, facts.agreedLife(node), now);
    }

    static Entry leave(Facts facts, NodeName node, Incarnation life, Instant now) {
        return facts.isWitness(node) ? new NodeLeft(now, node, life) : wishToLeave(node, now);
    }

    static Entry wishToLeave(NodeName node, Instant now) {
        return new AttributeChanged(now, node, Attributes.SHUTDOWN, Optional.of(Long.toString(now.getEpochSecond())));
    }

    private Verdict replace(Configuration changed, String summary) {
        return one(new ConfigurationChanged(now, changed, by, summary), summary);
    }

    static Verdict one(Entry entry, String progress) {
        return new Proposed(List.of(entry), progress);
    }

    static Verdict refuse(Kind kind, String sentence) {
        return new Refused(Failed.of(kind, sentence));
    }

    private Verdict known(ResourceId resource, java.util.function.Supplier<Verdict> then) {
        return configuration.resource(resource).isPresent()
                ? then.get()
                : refuse(Kind.NO_SUCH_THING, noSuchResource(resource));
    }

    private Verdict known(NodeName node, java.util.function.Supplier<Verdict> then) {
        boolean seen = facts.agreed().cluster().node(node).isPresent();
        return seen || configuration.node(node).isPresent() ? then.get() : refuse(Kind.NO_SUCH_THING, noSuchNode(node));
    }

    private String noSuchResource(ResourceId resource) {
        return "there is no resource " + resource + "; there are: "
                + String.join(
                        ", ",
                        configuration.resources().stream()
                                .map(r -> r.id().value())
                                .toList());
    }

    private String noSuchNode(NodeName node) {
        return "there is no node " + node + "; there are: "
                + String.join(
                        ", ",
                        configuration.nodes().stream()
                                .map(n -> n.name().value())
                                .toList());
    }

    private List<NodeName> activeOn(ResourceId resource) {
        return Whereabouts.of(scheduler.plan(Planning.input(facts, now)), resource);
    }
}
