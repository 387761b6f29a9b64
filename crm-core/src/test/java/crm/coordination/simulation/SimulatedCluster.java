package crm.coordination.simulation;

import crm.alert.Alert;
import crm.alert.AlertRule;
import crm.alert.ReceiptOrder;
import crm.configuration.Configuration;
import crm.control.Caller;
import crm.control.Reply;
import crm.control.Request;
import crm.coordination.Event;
import crm.journal.AgreedState;
import crm.journal.Entry;
import crm.model.InstanceId;
import crm.model.NodeName;
import crm.port.AgentTraits;
import crm.state.FencingOutcome;
import crm.state.FencingOutcome.NotKnown;
import crm.state.FencingOutcome.Off;
import crm.state.FencingOutcome.On;
import crm.state.FencingOutcome.Refused;
import crm.state.LinkState;
import crm.state.PowerProof;
import crm.status.StatusView;
import crm.transition.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Nodes, cables, power and a switch, all under one virtual clock. Faults are methods; after each event it is checked
 * that no instance is active on two machines with power.
 */
public final class SimulatedCluster {

    static final Duration LATENCY = Duration.ofMillis(1);
    private static final Duration DETECTION = Duration.ofMillis(750);
    private static final Duration BOOT = Duration.ofSeconds(5);

    final VirtualTime time = new VirtualTime();
    final SimulatedJournal journal;
    private final Map<NodeName, SimulatedNode> nodes = new LinkedHashMap<>();
    private final Set<NodeName> pulled = new LinkedHashSet<>();
    private final Set<NodeName> twiceFed = new LinkedHashSet<>();
    private final Set<NodeName> portOff = new LinkedHashSet<>();
    private final List<Reply> replies = new ArrayList<>();
    private Set<NodeName> cutOff = new LinkedHashSet<>();
    private boolean switchAnswers = true;
    private boolean poeTable = true;
    private AgentTraits traits = AgentTraits.UNKNOWN;
    private int requests;
    private final List<String> happenings = new ArrayList<>();
    private final List<Alert> alerts = new ArrayList<>();
    private final List<ReceiptOrder> receipts = new ArrayList<>();
    private final Map<NodeName, StatusView> lastViews = new LinkedHashMap<>();
    private boolean printerWorks = true;

    public SimulatedCluster(Configuration configuration, NodeName... names) {
        List<NodeName> voters = List.of(names);
        journal = new SimulatedJournal(this, voters);
        for (NodeName name : voters) {
            nodes.put(name, new SimulatedNode(this, name, voters));
        }
        nodes.values().forEach(SimulatedNode::boot);
        journal.elect();
        run(Duration.ofSeconds(1));
        ask(new Request.Configure(configuration, java.util.Optional.empty(), "loaded"));
        run(Duration.ofSeconds(30));
    }

    public void run(Duration howLong) {
        time.run(howLong);
    }

    // What a visitor does.

    /** Pulls the cable: link and power go. */
    public void pull(NodeName node) {
        tell("pull " + node);
        pulled.add(node);
        node(node).powerOff();
        linkChanged(node, LinkState.DOWN);
        presenceChanged();
    }

    public void plug(NodeName node) {
        tell("plug " + node);
        pulled.remove(node);
        linkChanged(node, LinkState.UP);
        bootLater(node);
    }

    /** Everything dies, the link and the power stay. */
    public void panic(NodeName node) {
        tell("panic " + node);
        node(node).powerOff();
        presenceChanged();
    }

    /** The node runs on and nobody hears it. */
    public void cut(NodeName node) {
        tell("cut " + node);
        cutOff.add(node);
        presenceChanged();
    }

    public void heal() {
        tell("heal");
        cutOff = new LinkedHashSet<>();
        presenceChanged();
    }

    public void switchAnswers(boolean answers) {
        tell("switch answers: " + answers);
        switchAnswers = answers;
    }

    /** It is fed through its USB socket as well, so it takes nothing from the switch. */
    public void hasSecondSupply(NodeName node) {
        twiceFed.add(node);
    }

    public void hasPoeTable(boolean has) {
        poeTable = has;
    }

    public void allPowerOff() {
        tell("main plug pulled");
        nodes.values().forEach(SimulatedNode::powerOff);
        presenceChanged();
    }

    public void allPowerOn() {
        tell("main plug in");
        nodes.keySet().forEach(this::bootLater);
    }

    /** An instance dies by itself. */
    public void crash(InstanceId instance) {
        tell("crash " + instance);
        nodes.values().forEach(node -> node.crash(instance));
    }

    /** The next starts of this instance on this node fail. */
    public void failStarts(NodeName node, InstanceId instance) {
        node(node).failStarts(instance);
    }

    /** A machine that has the key and the voters' names, and was no part of the cluster so far. */
    public void boot(NodeName stranger) {
        tell("boot " + stranger);
        nodes.computeIfAbsent(stranger, name -> new SimulatedNode(this, name, journal.voters()))
                .boot();
    }

    public boolean alive(NodeName node) {
        return node(node).alive();
    }

    public List<NodeName> voters() {
        return journal.voters();
    }

    /** What the agents of this world say of their parameters. */
    public void traits(AgentTraits said) {
        traits = said;
    }

    AgentTraits traits() {
        return traits;
    }

    /** Asks something on the first node that lives; the answers gather in {@link #replies}. */
    public void ask(Request request) {
        SimulatedNode node =
                nodes.values().stream().filter(SimulatedNode::alive).findFirst().orElseThrow();
        askOn(node.name(), request);
    }

    /** As {@link #ask}, on a node of choice. */
    public void askOn(NodeName node, Request request) {
        String id = "request-" + requests++;
        node(node).post(new Event.RequestArrived(id, new Caller("root", true), request));
    }

    public List<Reply> replies() {
        return replies;
    }

    // What is.

    public AgreedState agreed(NodeName node) {
        return node(node).agreed();
    }

    /** The nodes with power on which an instance is active. */
    public List<NodeName> activeOn(InstanceId instance) {
        return nodes.values().stream()
                .filter(node -> node.runs(instance))
                .map(SimulatedNode::name)
                .toList();
    }

    public NodeName leader() {
        return journal.leader().orElseThrow();
    }

    /** What happened, for a failing test to print. */
    public String transcript() {
        return String.join("\n", happenings);
    }

    // What the simulated parts call.

    void tell(String what) {
        happenings.add(Duration.between(java.time.Instant.parse("2026-01-01T00:00:00Z"), time.now())
                        .toMillis()
                + " ms: " + what);
    }

    void replied(Reply reply) {
        tell("reply " + reply);
        replies.add(reply);
    }

    /** Whether there is paper. */
    public void printerWorks(boolean works) {
        printerWorks = works;
    }

    Outcome printed(ReceiptOrder order) {
        if (!printerWorks) {
            return new Outcome.Failed("there is no paper");
        }
        tell("receipt: " + order.incident().sentence());
        receipts.add(order);
        return new Outcome.Succeeded("0".repeat(64));
    }

    public List<ReceiptOrder> receipts() {
        return List.copyOf(receipts);
    }

    void left(StatusView view) {
        lastViews.put(view.self(), view);
    }

    /** What stayed on the screen of a node that left. */
    public Optional<StatusView> lastView(NodeName node) {
        return Optional.ofNullable(lastViews.get(node));
    }

    /** The cluster as the first node that lives would show it. */
    public StatusView status() {
        ask(new Request.ShowStatus());
        run(Duration.ofMillis(1));
        return ((Reply.Status) replies.getLast()).view();
    }

    void alerted(Alert alert) {
        tell("alert " + alert.id() + " " + alert);
        alerts.add(alert);
    }

    /** What the world was told, in that order. */
    public List<Alert> alerts() {
        return List.copyOf(alerts);
    }

    /** What the world should have been told, by the ids of the alerts. */
    public List<String> alertsDue() {
        return journal.happenings().stream()
                .map(h -> AlertRule.of(h, new NodeName("anybody")))
                .flatMap(Optional::stream)
                .map(Alert::id)
                .toList();
    }

    SimulatedNode node(NodeName name) {
        return Objects.requireNonNull(nodes.get(name));
    }

    List<SimulatedNode> nodes() {
        return List.copyOf(nodes.values());
    }

    boolean reachable(NodeName a, NodeName b) {
        return a.equals(b)
                || (node(a).alive()
                        && node(b).alive()
                        && cutOff.contains(a) == cutOff.contains(b)
                        && !(cutOff.contains(a) && cutOff.contains(b)));
    }

    /** Everybody's view follows what is reachable, after the time that heartbeats take. */
    void presenceChanged() {
        time.after(DETECTION, this::updateViews);
    }

    void updateViews() {
        for (SimulatedNode node : nodes.values()) {
            if (node.alive()) {
                node.sees(nodes.keySet().stream()
                        .filter(other -> reachable(node.name(), other))
                        .toList());
            }
        }
        journal.elect();
    }

    void linkChanged(NodeName about, LinkState state) {
        for (SimulatedNode node : nodes.values()) {
            time.after(LATENCY, () -> node.post(new Event.LinkChanged(about, state, "trap")));
        }
    }

    void bootLater(NodeName node) {
        time.after(BOOT, () -> {
            boolean powered = !pulled.contains(node) && !portOff.contains(node);
            if (powered && !node(node).alive()) {
                node(node).boot();
                updateViews();
            }
        });
    }

    FencingOutcome provePower(NodeName asker, NodeName target) {
        if (!canAskSwitch(asker)) {
            return new NotKnown("the switch does not answer");
        }
        if (!poeTable) {
            return new NotKnown("the switch has no PoE table");
        }
        return pulled.contains(target)
                ? new Off(proof(target, new PowerProof.NoLoad("port-" + target, 1, "waitingForLoad")))
                : new On("it draws power");
    }

    FencingOutcome lookAtPower(NodeName asker, NodeName target) {
        if (!canAskSwitch(asker)) {
            return new NotKnown("the switch does not answer");
        }
        return twiceFed.contains(target) ? new Refused(target + " has a second supply") : new On("it draws power");
    }

    FencingOutcome cutPower(NodeName asker, NodeName target) {
        if (!canAskSwitch(asker)) {
            return new NotKnown("the switch does not answer");
        }
        tell("power off " + target + " by " + asker);
        portOff.add(target);
        node(target).powerOff();
        presenceChanged();
        return new Off(proof(target, new PowerProof.PortOff("port-" + target, 1)));
    }

    FencingOutcome restorePower(NodeName asker, NodeName target) {
        if (!canAskSwitch(asker)) {
            return new NotKnown("the switch does not answer");
        }
        tell("power on " + target + " by " + asker);
        portOff.remove(target);
        bootLater(target);
        return new On("on again");
    }

    private boolean canAskSwitch(NodeName asker) {
        return switchAnswers && !cutOff.contains(asker) && !pulled.contains(asker);
    }

    private PowerProof proof(NodeName target, PowerProof.Evidence evidence) {
        return new PowerProof(target, "switch", evidence, time.now(), Duration.ofMillis(8));
    }

    /** The worst mistake there is. */
    void checkNothingTwice(InstanceId instance) {
        List<NodeName> active = activeOn(instance);
        if (active.size() > 1) {
            throw new AssertionError(instance + " is active on " + active + "\n" + transcript());
        }
    }

    List<Entry> log() {
        return journal.entries();
    }
}
