package crm.demo.simulation;

import crm.coordination.Command;
import crm.coordination.Coordinator;
import crm.coordination.CoordinatorState;
import crm.coordination.Decision;
import crm.coordination.Event;
import crm.coordination.Moment;
import crm.coordination.Now;
import crm.coordination.Self;
import crm.demo.simulation.Fittings.Fitted;
import crm.demo.simulation.MachineSeen.Doing;
import crm.journal.AgreedState;
import crm.model.InstanceId;
import crm.model.NodeName;
import crm.state.Incarnation;
import crm.state.LinkState;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;

/**
 * One machine: its power, its clock, its daemon (the real coordinator behind a queue, as in {@code crm.node.EventLoop})
 * and what it runs. Without power all of that is gone.
 */
final class SimulatedNode {

    private static final Duration WATCHDOG = Duration.ofSeconds(5);

    private final SimulatedCluster cluster;
    private final NodeName name;
    private final Chance chance;
    private final SimulatedServices services;
    private final Deeds deeds;
    private final ArrayDeque<Event> queue = new ArrayDeque<>();
    private final ArrayDeque<Runnable> postponed = new ArrayDeque<>();
    private Optional<CoordinatorState> state = Optional.empty();
    private Fitted fitted = Fitted.NOTHING;
    private boolean draining;
    private int life;
    private int boots;
    private boolean booting;

    private boolean plugged = true;
    private boolean fed = true;
    private boolean mains = true;
    private boolean secondSupply;
    private boolean hung;
    private boolean frozen;
    private int freezes;
    private final boolean printer;
    private boolean watchdog;
    private boolean diskWrites = true;
    private boolean journalReadable = true;
    private Duration clockError = Duration.ZERO;

    SimulatedNode(SimulatedCluster cluster, NodeName name, boolean printer, Chance chance) {
        this.cluster = cluster;
        this.name = name;
        this.printer = printer;
        this.chance = chance;
        this.services = new SimulatedServices(cluster, this, chance);
        this.deeds = new Deeds(cluster, this, services);
    }

    NodeName name() {
        return name;
    }

    SimulatedServices services() {
        return services;
    }

    // What is.

    /** Whether its daemon lives; it may be frozen. */
    boolean alive() {
        return state.isPresent();
    }

    /** Whether its daemon can do anything at this moment. */
    boolean awake() {
        return alive() && !frozen;
    }

    boolean powered() {
        return mains && ((plugged && fed) || secondSupply);
    }

    boolean isPlugged() {
        return plugged;
    }

    boolean hasSecondSupply() {
        return secondSupply;
    }

    boolean hasLink() {
        return powered() && plugged && !hung && cluster.powerSwitch.portUp(name);
    }

    boolean isUpWithoutDaemon() {
        return powered() && !hung && !alive();
    }

    boolean diskWrites() {
        return diskWrites;
    }

    boolean runs(InstanceId instance) {
        return powered() && services.runs(instance);
    }

    /** What its daemon has. */
    Fitted fitted() {
        return fitted;
    }

    MachineSeen look() {
        return new MachineSeen(plugged, cluster.powerSwitch.portUp(name), fed, hasLink(), doing());
    }

    private Doing doing() {
        if (!powered()) {
            return Doing.DARK;
        }
        if (hung) {
            return Doing.PANICKED;
        }
        if (frozen) {
            return Doing.FROZEN;
        }
        return alive() ? Doing.RUNNING : booting ? Doing.BOOTING : Doing.HALTED;
    }

    /** Counts daemons that began here. */
    int life() {
        return life;
    }

    Optional<CoordinatorState> state() {
        return state;
    }

    boolean knowsItIsAMinority() {
        return awake() && !state.orElseThrow().facts().presence().quorum().held();
    }

    boolean livesAs(Incarnation life) {
        return state.filter(s -> s.facts().self().incarnation().equals(life)).isPresent();
    }

    AgreedState agreed() {
        return state.orElseThrow().facts().agreed();
    }

    boolean hasPrinter() {
        return printer;
    }

    boolean hasWatchdog() {
        return watchdog;
    }

    // What befalls it.

    void watchdog(boolean has) {
        watchdog = has;
    }

    void secondSupply(boolean has) {
        secondSupply = has;
    }

    void plug(boolean in) {
        plugged = in;
        powerMayHaveChanged();
        cluster.powerSwitch.linkChanged(name, in ? LinkState.UP : LinkState.DOWN);
    }

    void feed(boolean on) {
        fed = on;
        powerMayHaveChanged();
    }

    void mains(boolean on) {
        mains = on;
        powerMayHaveChanged();
    }

    private void powerMayHaveChanged() {
        if (!powered()) {
            machineDies();
            hung = false;
        } else if (!alive() && !hung) {
            bootLater();
        }
        cluster.network.reassess();
    }

    /** The kernel is gone, and power and link stay. */
    void panic() {
        machineDies();
        hung = true;
        cluster.network.reassess();
    }

    /** A person presses the button. */
    void reset() {
        machineDies();
        hung = false;
        bootLater();
    }

    private void machineDies() {
        services.machineDies();
        daemonDies();
    }

    /** Its daemon is no more; what it ran goes on. */
    void daemonDies() {
        if (alive()) {
            services.daemonDies();
            deeds.forget();
            state = Optional.empty();
            fitted.ended();
            fitted = Fitted.NOTHING;
            cluster.journal.ends(name);
            cluster.network.ends(name);
        }
        life++;
        frozen = false;
        queue.clear();
        postponed.clear();
    }

    void bootLater() {
        int boot = ++boots;
        booting = true;
        Duration takes = cluster.rough() ? Duration.ofMillis(chance.between(3000, 15_000)) : cluster.pace.boot();
        cluster.time.after(takes, () -> {
            if (boot == boots) {
                booting = false;
                startDaemon();
            }
        });
    }

    void startDaemon() {
        if (!powered() || hung || alive()) {
            return;
        }
        if (!journalReadable) {
            cluster.tell(() -> name + " refuses to start: its journal is damaged");
            return;
        }
        life++;
        boots++;
        booting = false;
        cluster.tell(() -> name + " begins life " + life);
        var self = new Self(
                name, new Incarnation(name + "-" + life), false, hasPrinter(), "table", "simulated", now().moment());
        state = Optional.of(
                Coordinator.start(self, cluster.journal.replica(name).voters, services.kept(), now().moment()));
        fitted = cluster.fittings().fit(name);
        cluster.journal.begins(name);
        tick();
        cluster.network.begins(name);
    }

    /** Everything stands still, and goes on as if nothing had been; a watchdog would not have it. */
    void freeze(Duration howLong) {
        if (!awake()) {
            return;
        }
        frozen = true;
        int freeze = ++freezes;
        cluster.network.reassess();
        cluster.time.after(howLong, () -> {
            if (freeze == freezes && frozen) {
                thaw(howLong);
            }
        });
        if (watchdog && howLong.compareTo(WATCHDOG) > 0) {
            cluster.time.after(WATCHDOG, () -> {
                if (freeze == freezes && frozen) {
                    cluster.tell(() -> "the watchdog resets " + name);
                    reset();
                }
            });
        }
    }

    void thaw() {
        if (frozen) {
            thaw(cluster.pace.silence());
        }
    }

    private void thaw(Duration after) {
        frozen = false;
        cluster.tell(() -> name + " goes on");
        boolean doubts = after.compareTo(cluster.pace.silence()) > 0 && chance.happens(0.5);
        cluster.network.woke(name, doubts);
        drainSoon();
        while (!frozen && !postponed.isEmpty()) {
            postponed.remove().run();
        }
    }

    void disk(boolean writes) {
        diskWrites = writes;
    }

    void journalReadable(boolean readable) {
        journalReadable = readable;
    }

    void clockError(Duration error) {
        clockError = error;
    }

    /** Its clock may be wrong; how time goes by it knows. */
    Now now() {
        var moment = new Moment(Duration.ofMillis(cluster.time.millis()).toNanos());
        return new Now(cluster.time.now().plus(clockError), moment);
    }

    /** A person has looked after it: whatever was wrong is not, and it runs or begins to. */
    void repair() {
        diskWrites = true;
        journalReadable = true;
        mains = true;
        plugged = true;
        fed = true;
        if (frozen) {
            thaw(WATCHDOG);
        }
        if (hung) {
            reset();
        } else if (!alive() && !booting) {
            bootLater();
        }
    }

    // How its daemon works.

    private void tick() {
        post(new Event.TimePassed());
        inThisLife(cluster.pace.tick(), this::tick);
    }

    /** Events wait until the one at hand is handled, as in the daemon's queue. */
    void post(Event event) {
        if (alive()) {
            queue.add(event);
            drainSoon();
        }
    }

    private void drainSoon() {
        if (!draining) {
            draining = true;
            cluster.time.afterMicros(0, this::drain);
        }
    }

    private void drain() {
        draining = false;
        while (awake() && !queue.isEmpty()) {
            handle(queue.remove());
        }
    }

    /** Does it then, or when the freeze is over, and never if the daemon has ended by then. */
    void inThisLife(Duration delay, Runnable what) {
        int now = life;
        Runnable then = () -> {
            if (now == life && alive()) {
                if (frozen) {
                    postponed.add(what);
                } else {
                    what.run();
                }
            }
        };
        cluster.time.after(delay, then);
    }

    private void handle(Event event) {
        CoordinatorState before = state.orElseThrow();
        Decision decision = cluster.brain.on(before, event, now());
        if (!before.getClass().equals(decision.next().getClass())) {
            cluster.tell(() -> name + " " + before.getClass().getSimpleName() + " -> "
                    + decision.next().getClass().getSimpleName());
        }
        state = Optional.of(decision.next());
        long termKnown = before.facts().authority().term();
        // As in the daemon, what ends it takes effect when all of the decision is under way.
        decision.commands().stream().filter(c -> !ends(c)).forEach(command -> deeds.run(command, termKnown));
        decision.commands().stream().filter(SimulatedNode::ends).forEach(command -> deeds.run(command, termKnown));
    }

    private static boolean ends(Command command) {
        return command instanceof Command.Exit || command instanceof Command.ResetSelf;
    }
}
