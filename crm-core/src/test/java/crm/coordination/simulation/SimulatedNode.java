package crm.coordination.simulation;

import crm.alert.Alert;
import crm.coordination.Command;
import crm.coordination.Coordinator;
import crm.coordination.CoordinatorState;
import crm.coordination.Decision;
import crm.coordination.Event;
import crm.coordination.Event.PowerTask;
import crm.coordination.Self;
import crm.coordination.Tuning;
import crm.journal.AgreedState;
import crm.model.InstanceId;
import crm.model.NodeName;
import crm.policy.Scheduler;
import crm.port.Message.Order;
import crm.port.ResourceAgent.Result;
import crm.state.FencingOutcome;
import crm.state.Incarnation;
import crm.transition.ActionId;
import crm.transition.Outcome;
import crm.transition.Task;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One machine: its daemon (the real coordinator) and what it runs. Without power both are gone. */
final class SimulatedNode {

    private static final int TELLING_MILLIS = 20;
    private static final Duration TICK = Duration.ofMillis(250);

    private final SimulatedCluster cluster;
    private final NodeName name;
    private final List<NodeName> voters;
    private final Coordinator coordinator = new Coordinator(new Scheduler(), Tuning.standard());
    private final Set<InstanceId> running = new LinkedHashSet<>();
    private final Set<InstanceId> failingStarts = new LinkedHashSet<>();
    private final Map<ActionId, Order> monitors = new LinkedHashMap<>();
    private final ArrayDeque<Alert> raised = new ArrayDeque<>();
    private Optional<CoordinatorState> state = Optional.empty();
    private long applied;
    private int life;
    private List<NodeName> view = List.of();

    SimulatedNode(SimulatedCluster cluster, NodeName name, List<NodeName> voters) {
        this.cluster = cluster;
        this.name = name;
        this.voters = voters;
    }

    NodeName name() {
        return name;
    }

    boolean alive() {
        return state.isPresent();
    }

    AgreedState agreed() {
        return state.orElseThrow().facts().agreed();
    }

    long applied() {
        return applied;
    }

    void applies(long index) {
        applied = index;
    }

    boolean runs(InstanceId instance) {
        return running.contains(instance);
    }

    void boot() {
        life++;
        var self = new Self(name, new Incarnation(name + "-" + life), false, "table", "test", cluster.time.now());
        state = Optional.of(Coordinator.start(self, voters, cluster.time.now()));
        view = List.of();
        AgreedState restored = cluster.journal.voters().contains(name) ? cluster.journal.restored() : AgreedState.EMPTY;
        // A node's disk has what was committed while it lived; what it missed comes from the leader.
        applied = restored.index();
        post(new Event.StateRestored(restored));
        tick(life);
        sees(List.of(name));
        cluster.presenceChanged();
    }

    void powerOff() {
        state = Optional.empty();
        running.clear();
        monitors.clear();
        raised.clear();
        life++;
    }

    private void tick(int ofLife) {
        if (ofLife == life && alive()) {
            post(new Event.TimePassed());
            cluster.time.after(TICK, () -> tick(ofLife));
        }
    }

    void sees(List<NodeName> members) {
        if (!members.equals(view)) {
            view = members;
            post(new Event.MembershipChanged(members));
        }
    }

    void leads(long term, Optional<NodeName> leader) {
        if (alive()) {
            var authority = state.orElseThrow().facts().authority();
            if (authority.term() != term || !authority.leader().equals(leader)) {
                post(new Event.LeadershipChanged(term, leader));
            }
        }
    }

    void crash(InstanceId instance) {
        if (running.remove(instance)) {
            monitors.values().stream()
                    .filter(order -> order.action().id().instance().equals(instance))
                    .toList()
                    .forEach(order ->
                            inThisLife(2, () -> post(new Event.MonitorEnded(order, result(7), cluster.traits()))));
        }
    }

    void failStarts(InstanceId instance) {
        failingStarts.add(instance);
    }

    /** Events wait until the one at hand is handled, as in the daemon's queue. */
    void post(Event event) {
        inThisLife(0, () -> handle(event));
    }

    private void inThisLife(long millis, Runnable what) {
        int now = life;
        cluster.time.afterMillis(millis, () -> {
            if (now == life && alive()) {
                what.run();
            }
        });
    }

    private void handle(Event event) {
        CoordinatorState before = state.orElseThrow();
        Decision decision = coordinator.on(before, event, cluster.time.now());
        if (!before.getClass().equals(decision.next().getClass())) {
            cluster.tell(name + " " + before.getClass().getSimpleName() + " -> "
                    + decision.next().getClass().getSimpleName());
        }
        state = Optional.of(decision.next());
        new ArrayList<>(decision.commands()).forEach(this::run);
    }

    private void run(Command command) {
        switch (command) {
            case Command.Append append -> cluster.journal.append(this, append.ticket(), append.entries());
            case Command.Perform perform -> perform(perform.order());
            case Command.ProvePower c -> power(c.node(), PowerTask.PROVE, () -> cluster.provePower(name, c.node()));
            case Command.LookAtPower c -> power(c.node(), PowerTask.LOOK, () -> cluster.lookAtPower(name, c.node()));
            case Command.CutPower c -> power(c.node(), PowerTask.OFF, () -> cluster.cutPower(name, c.node()));
            case Command.RestorePower c -> power(c.node(), PowerTask.ON, () -> cluster.restorePower(name, c.node()));
            case Command.Send send -> {
                SimulatedNode to = cluster.node(send.to());
                cluster.time.after(SimulatedCluster.LATENCY, () -> {
                    if (cluster.reachable(name, to.name())) {
                        to.post(new Event.MessageArrived(name, send.message()));
                    }
                });
            }
            case Command.Suspect _ -> cluster.time.afterMillis(5, cluster::updateViews);
            case Command.Answer answer -> cluster.replied(answer.reply());
            case Command.Print print -> {
                post(new Event.CommandEnded(print, cluster.printed(print.order())));
            }
            case Command.ResetSelf reset -> {
                cluster.tell(name + " resets itself: " + reset.why());
                powerOff();
                cluster.bootLater(name);
                cluster.presenceChanged();
            }
            case Command.Exit exit -> {
                cluster.tell(name + " exits: " + exit.why());
                powerOff();
                cluster.presenceChanged();
            }
            case Command.ChangeVoters change ->
                inThisLife(
                        5,
                        () -> post(new Event.CommandEnded(
                                change, cluster.journal.changeVoters(change.node(), change.add()))));
            case Command.Raise raise -> {
                raised.add(raise.alert());
                tellLater();
            }
            case Command.DropAlerts _ -> raised.clear();
            case Command.ShowLast last -> cluster.left(last.view());
            case Command.VerifyRoll _, Command.Show _, Command.ListDevices _, Command.IssueToken _ -> {
                // Nobody looks.
            }
        }
    }

    /** One alert after the other, each taking its time; a node that dies meanwhile has told no more. */
    private void tellLater() {
        inThisLife(TELLING_MILLIS, () -> {
            Alert alert = raised.pollFirst();
            if (alert != null) {
                cluster.alerted(alert);
                post(new Event.CommandEnded(new Command.Raise(alert), new Outcome.Succeeded("")));
            }
        });
    }

    private void power(NodeName node, PowerTask task, java.util.function.Supplier<FencingOutcome> outcome) {
        inThisLife(8, () -> {
            FencingOutcome result = outcome.get();
            post(new Event.PowerChanged(node, task, result, Duration.ofMillis(8)));
        });
    }

    private void perform(Order order) {
        ActionId id = order.action().id();
        inThisLife(
                millis(id.task()),
                () -> post(new Event.ActionEnded(order, result(execute(order, id)), cluster.traits())));
    }

    private static long millis(Task task) {
        return task == Task.START ? 40 : task == Task.STOP ? 20 : 5;
    }

    private int execute(Order order, ActionId id) {
        if (id.task() != Task.MONITOR) {
            cluster.tell(name + " does " + id.task() + " of " + id.instance() + " with "
                    + order.action().parameters());
        }
        return switch (id.task()) {
            case START -> start(id.instance());
            case STOP -> {
                running.remove(id.instance());
                monitors.keySet().removeIf(m -> m.instance().equals(id.instance()));
                yield 0;
            }
            case MONITOR -> {
                if (!id.interval().isZero()) {
                    monitors.put(id, order);
                }
                yield running.contains(id.instance()) ? 0 : 7;
            }
            case PROMOTE, DEMOTE, NOTIFY, MIGRATE_TO, MIGRATE_FROM, RELOAD_AGENT, DELETE, CANCEL, CLEAR_FAIL_COUNT -> 0;
        };
    }

    private int start(InstanceId instance) {
        if (failingStarts.contains(instance)) {
            return 1;
        }
        running.add(instance);
        cluster.checkNothingTwice(instance);
        return 0;
    }

    private static Result result(int exitCode) {
        return Result.done(exitCode, exitCode == 1 ? "it does not want to" : "", Duration.ofMillis(5));
    }
}
