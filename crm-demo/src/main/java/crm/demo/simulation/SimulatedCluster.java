package crm.demo.simulation;

import crm.alert.Alert;
import crm.configuration.Configuration;
import crm.control.Caller;
import crm.control.Reply;
import crm.control.Request;
import crm.demo.simulation.Setting.Manner;
import crm.journal.AgreedState;
import crm.model.InstanceId;
import crm.model.NodeName;
import crm.model.ResourceId;
import crm.port.AgentTraits;
import crm.state.Incarnation;
import crm.status.StatusView;
import crm.transition.ActionId;
import crm.transition.Task;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Nodes, cables, power, a switch and a journal, all under one virtual clock, and the coordinators of the daemon on them.
 * What visitors, faults and people do are methods; whoever looks on is told every {@link Happening}.
 */
public final class SimulatedCluster {

    final VirtualTime time;
    final Pace pace;
    final Brain brain;
    final SimulatedNetwork network;
    final SimulatedSwitch powerSwitch;
    final SimulatedJournal journal;
    private final Setting setting;
    private final Map<NodeName, SimulatedNode> nodes = new LinkedHashMap<>();
    private final Mischiefs mischiefs = new Mischiefs();
    private final Inquiries inquiries = new Inquiries(this);
    private final Chronicle chronicle;
    private AgentTraits traits = AgentTraits.UNKNOWN;

    public SimulatedCluster(Setting setting, List<NodeName> voters) {
        this.setting = setting;
        time = new VirtualTime(setting.begin());
        chronicle = new Chronicle(time, setting.recorded());
        brain = setting.brain();
        pace = setting.rough() ? Pace.ROUGH : Pace.TABLE;
        network = new SimulatedNetwork(this, pace, new Chance(setting.seed(), "network"));
        powerSwitch = new SimulatedSwitch(this, new Chance(setting.seed(), "switch"));
        journal = new SimulatedJournal(this, voters, new Chance(setting.seed(), "journal"));
        voters.forEach(name -> nodes.put(name, newNode(name)));
        nodes.values().forEach(SimulatedNode::startDaemon);
        pulse();
    }

    /** A calm world in which a configuration was loaded and the cluster came to rest. */
    public SimulatedCluster(Configuration configuration, NodeName... names) {
        this(Setting.calm(), List.of(names));
        run(Duration.ofSeconds(1));
        ask(new Request.Configure(configuration, Optional.empty(), "loaded"));
        run(Duration.ofSeconds(30));
    }

    private SimulatedNode newNode(NodeName name) {
        boolean printer = !setting.rough() || new Chance(setting.seed(), "printer " + name).happens(0.5);
        return new SimulatedNode(this, name, printer, new Chance(setting.seed(), "node " + name));
    }

    private void pulse() {
        journal.elections().pulse();
        time.after(pace.pulse(), this::pulse);
    }

    public void run(Duration howLong) {
        time.run(howLong);
    }

    /** Does something when this much time has passed. */
    public void later(Duration delay, Runnable what) {
        time.after(delay, what);
    }

    // What a visitor does.

    /** Pulls the cable: link and power go. */
    public void pull(NodeName node) {
        tell(() -> "pull " + node);
        node(node).plug(false);
    }

    public void plug(NodeName node) {
        tell(() -> "plug " + node);
        node(node).plug(true);
    }

    /** Everything dies, the link and the power stay. */
    public void panic(NodeName node) {
        tell(() -> "panic " + node);
        node(node).panic();
    }

    /** The node runs on and nobody hears it. */
    public void cut(NodeName node) {
        tell(() -> "cut " + node);
        for (NodeName other : names()) {
            cut(node, other);
            cut(other, node);
        }
    }

    /** Nothing that one sends reaches the other; the other way stays as it is. */
    public void cut(NodeName from, NodeName to) {
        if (!from.equals(to)) {
            network.cut(new SimulatedNetwork.Way(from, to));
        }
    }

    public void mend(NodeName from, NodeName to) {
        network.mend(new SimulatedNetwork.Way(from, to));
    }

    /** The network is whole again, and carries what it is given. */
    public void heal() {
        tell(() -> "heal");
        network.mendAll();
    }

    /** This share of the messages is lost, late, doubled or overtaken. */
    public void storm(double share) {
        network.storm(share);
    }

    public void switchAnswers(boolean answers) {
        quirk(Quirk.SILENT, !answers);
    }

    public void quirk(Quirk quirk, boolean has) {
        tell(() -> "the switch " + (has ? "has " : "has no more ") + quirk);
        powerSwitch.quirk(quirk, has);
    }

    /** It is fed through its USB socket as well, so it takes nothing from the switch. */
    public void hasSecondSupply(NodeName node) {
        node(node).secondSupply(true);
    }

    public void hasPoeTable(boolean has) {
        powerSwitch.hasPoeTable(has);
    }

    public void allPowerOff() {
        tell(() -> "main plug pulled");
        nodes.values().forEach(node -> node.mains(false));
    }

    public void allPowerOn() {
        tell(() -> "main plug in");
        nodes.values().forEach(node -> node.mains(true));
    }

    /** An instance dies by itself. */
    public void crash(InstanceId instance) {
        tell(() -> "crash " + instance);
        nodes.values().forEach(node -> node.services().crash(instance));
    }

    /** An instance of a clone dies by itself on one machine. */
    public void crash(NodeName node, InstanceId instance) {
        tell(() -> "crash " + instance + " on " + node);
        node(node).services().crash(instance);
    }

    /** The next starts of this instance on this node fail. */
    public void failStarts(NodeName node, InstanceId instance) {
        mischief(new Mischief(node, instance, Task.START, Mischief.Kind.FAILS));
    }

    /** From now on, or no more with {@link #behave}. */
    public void mischief(Mischief mischief) {
        mischiefs.begin(mischief);
    }

    public void behave(Mischief mischief) {
        mischiefs.end(mischief);
    }

    /** A machine that has the key and the voters' names, and was no part of the cluster so far; or one that was off. */
    public void boot(NodeName stranger) {
        tell(() -> "boot " + stranger);
        nodes.computeIfAbsent(stranger, this::newNode).startDaemon();
    }

    public void freeze(NodeName node, Duration howLong) {
        node(node).freeze(howLong);
    }

    /** Whatever was frozen goes on now. */
    public void thaw(NodeName node) {
        node(node).thaw();
    }

    /** {@code kill -9}; systemd begins it anew. */
    public void killDaemon(NodeName node) {
        if (node(node).alive()) {
            node(node).daemonDies();
            node(node).bootLater();
        }
    }

    /** Whether what its journal writes gets to the disk. */
    public void disk(NodeName node, boolean writes) {
        node(node).disk(writes);
    }

    /** Whether its daemon could read its journal if it began now. */
    public void journalReadable(NodeName node, boolean readable) {
        node(node).journalReadable(readable);
    }

    /** What its clock says differs by this from the true time. */
    public void clockError(NodeName node, Duration error) {
        node(node).clockError(error);
    }

    public void watchdog(NodeName node, boolean has) {
        node(node).watchdog(has);
    }

    /** A person goes from machine to machine: cables in, ports on, disks whole, whatever does not run is started. */
    public void repairAll() {
        tell(() -> "everything is repaired");
        mischiefs.endAll();
        network.mendAll();
        powerSwitch.restoreAll();
        nodes.values().forEach(SimulatedNode::repair);
        network.reassess();
    }

    /** What the agents of this world say of their parameters. */
    public void traits(AgentTraits said) {
        traits = said;
    }

    /** Asks something on the first node that lives; the answers gather in {@link #replies}. */
    public void ask(Request request) {
        SimulatedNode node =
                nodes.values().stream().filter(SimulatedNode::alive).findFirst().orElseThrow();
        askOn(node.name(), request);
    }

    /** As {@link #ask}, on a node of choice; nothing is asked of a node that is not there. */
    public void askOn(NodeName node, Request request) {
        askOn(node, new Caller("root", true), request, _ -> {});
    }

    /** As {@link #askOn(NodeName, Request)}, and hears each answer. */
    public void askOn(NodeName node, Caller caller, Request request, Consumer<Reply> answers) {
        inquiries.ask(node(node), caller, request, answers);
    }

    // What is.

    /** Everything that came out of this world so far. */
    public Chronicle chronicle() {
        return chronicle;
    }

    public List<Reply> replies() {
        return chronicle.replies();
    }

    public boolean alive(NodeName node) {
        return node(node).alive();
    }

    /** A machine as somebody at the table sees it. */
    public MachineSeen look(NodeName node) {
        return node(node).look();
    }

    public boolean powered(NodeName node) {
        return node(node).powered();
    }

    public List<NodeName> names() {
        return List.copyOf(nodes.keySet());
    }

    public List<NodeName> voters() {
        return journal.voters();
    }

    /** What was agreed as this node knows it. */
    public AgreedState agreed(NodeName node) {
        return node(node).agreed();
    }

    /** What was agreed, whether any node knows all of it or not. */
    public AgreedState agreed() {
        return journal.agreed();
    }

    /** The nodes with power on which an instance is active. */
    public List<NodeName> activeOn(InstanceId instance) {
        return nodes.values().stream()
                .filter(node -> node.runs(instance))
                .map(SimulatedNode::name)
                .toList();
    }

    /** The nodes with power on which an instance of this resource is promoted. */
    public List<NodeName> promotedOn(ResourceId resource) {
        return nodes.values().stream()
                .filter(node -> node.powered() && node.services().isPromoted(resource))
                .map(SimulatedNode::name)
                .toList();
    }

    /** What is active on a node; nothing if it has no power. */
    public List<InstanceId> activeOn(NodeName node) {
        return node(node).powered() ? node(node).services().active() : List.of();
    }

    /** Whether a node's daemon does its work and knows that it hears no majority. */
    public boolean knowsItIsAMinority(NodeName node) {
        return node(node).knowsItIsAMinority();
    }

    public NodeName leader() {
        return journal.elections().leader().orElseThrow();
    }

    /** How much was agreed so far. */
    public long agreedUpTo() {
        return journal.log().size();
    }

    /** Whether this very life of a node goes on. */
    public boolean livesAs(NodeName node, Incarnation life) {
        return nodes.containsKey(node) && node(node).livesAs(life);
    }

    /** What the leader would do now if it planned anew. */
    public List<String> wouldDo() {
        return inquiries.wouldDo();
    }

    /** What happened, for a failing test to print. */
    public String transcript() {
        return chronicle.transcript();
    }

    /** The cluster as the first node that lives would show it. */
    public StatusView status() {
        return inquiries.status();
    }

    /** What the world should have been told, by the ids of the alerts. */
    public List<String> alertsDue() {
        return journal.alertsDue();
    }

    /** Puts a remark into the transcript. */
    public void note(String remark) {
        tell(() -> remark);
    }

    /** Lets go of all that only an onlooker would want to know later, so that a world can go on for days. */
    public void forgetThePast() {
        journal.compact();
        chronicle.forget();
        inquiries.forget();
    }

    // What the simulated parts call.

    /** Whether a printer is beside the node's machine. */
    public boolean hasPrinter(NodeName node) {
        return node(node).hasPrinter();
    }

    Fittings fittings() {
        return setting.fittings();
    }

    boolean rough() {
        return setting.rough();
    }

    void tell(Supplier<String> what) {
        chronicle.tell(what);
    }

    void saw(Happening happening) {
        setting.onlooker().accept(happening);
        if (happening instanceof Happening.Started(NodeName _, InstanceId instance)
                && setting.manner() == Manner.STORY) {
            checkNothingTwice(instance);
        }
    }

    AgentTraits traits() {
        return traits;
    }

    Optional<Mischief.Kind> mischief(NodeName node, ActionId action) {
        return mischiefs.with(node, action);
    }

    void answered(NodeName on, String requestId, Reply reply) {
        tell(() -> on + " replies " + reply);
        chronicle.replied(reply);
        inquiries.answered(on, requestId, reply);
    }

    void told(NodeName by, int life, long term, Alert alert) {
        tell(() -> "alert " + alert.id() + " " + alert);
        chronicle.told(alert);
        saw(new Happening.Told(by, life, term, alert));
    }

    SimulatedNode node(NodeName name) {
        return Objects.requireNonNull(nodes.get(name));
    }

    /** The worst mistake there is. */
    private void checkNothingTwice(InstanceId instance) {
        List<NodeName> active = activeOn(instance);
        if (active.size() > Repertoire.nodesAtMost(agreed().configuration(), instance)) {
            throw new AssertionError(instance + " is active on " + active + "\n" + transcript());
        }
    }
}
