package crm.node;

import crm.agent.Agents;
import crm.configuration.Configuration;
import crm.coordination.Coordinator;
import crm.coordination.CoordinatorState;
import crm.coordination.Event;
import crm.coordination.Moment;
import crm.coordination.Now;
import crm.coordination.Self;
import crm.coordination.Tuning;
import crm.fencing.FencingDevices;
import crm.journal.AgreedState;
import crm.membership.Cluster;
import crm.membership.ClusterKey;
import crm.membership.ClusterSettings;
import crm.membership.Network;
import crm.membership.Timing;
import crm.model.Node;
import crm.model.NodeName;
import crm.node.control.Admission;
import crm.node.control.ControlSocket;
import crm.node.rehearsal.Rehearsals;
import crm.node.settings.NodeSettings;
import crm.node.web.StatusServer;
import crm.node.work.Adapters;
import crm.node.work.CommandRunner;
import crm.node.work.FencingResource;
import crm.node.work.NodeAgents;
import crm.node.work.Replies;
import crm.node.work.StartedServices;
import crm.policy.Scheduler;
import crm.state.Incarnation;
import crm.status.StatusView;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything of one node, put together from top to bottom: this is the place to see what there is. The event loop runs
 * on the thread that calls {@link #run}.
 */
final class Daemon implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);
    private static final String VERSION = "0.1.0";
    private static final Duration LEAVING_MAX = Duration.ofSeconds(90);

    private final Clock clock = Clock.systemUTC();
    private final EventLoop loop;
    private final Cluster cluster;
    private final Devices devices;
    private final CommandRunner runner;
    private final ControlSocket control;
    private final Optional<StatusServer> page;
    private final Peripherals peripherals;
    private final JoinDesk desk;
    private final Rehearsals rehearsals;
    /** The loop writes it, the watch over the cables reads it. */
    private final AtomicReference<List<NodeName>> members = new AtomicReference<>(List.of());

    /** Likewise, for alert agents. */
    private final AtomicReference<Map<NodeName, String>> ids = new AtomicReference<>(Map.of());

    /** What stays on the screen when this daemon has left in good order. */
    private final AtomicReference<@Nullable StatusView> farewell = new AtomicReference<>();

    private final AtomicReference<String> ending = new AtomicReference<>("");
    private final CountDownLatch ended = new CountDownLatch(1);
    private Configuration configured = Configuration.EMPTY;

    /** The daemon cannot start; the message says why and what to do. */
    static final class CannotStart extends Exception {
        private static final long serialVersionUID = 1L;

        CannotStart(String message) {
            super(message);
        }
    }

    static Daemon open(NodeSettings settings) throws CannotStart {
        try {
            return new Daemon(settings);
        } catch (IOException e) {
            throw new CannotStart("this node cannot start: " + e.getMessage());
        }
    }

    private Daemon(NodeSettings settings) throws IOException {
        Files.createDirectories(settings.data());
        Files.createDirectories(settings.run());
        Moment begun = clocks().moment();
        var self = new Self(
                settings.node(),
                newLife(),
                settings.witness(),
                settings.printer().isPresent(),
                settings.cluster(),
                VERSION,
                begun);
        var started = new StartedServices(settings.run().resolve("started"));
        var coordinator = new Coordinator(new Scheduler(), Tuning.standard(), audience(settings));
        loop = new EventLoop(
                coordinator, Coordinator.start(self, settings.voters(), started.read(), begun), this::clocks);

        cluster = Cluster.open(clusterSettings(settings, self), loop::post, this::end);
        var fencing = new FencingResource();
        var services = new Agents(settings.node(), settings.run());
        rehearsals = new Rehearsals(settings.node(), clock);
        Thread.ofVirtual().name("warm-up").start(() -> services.warmUp(settings.node()));
        var agents = new NodeAgents(services, fencing);
        devices = new Devices(
                FencingDevices.none(clock),
                fencing,
                settings.trapPort(),
                node -> Objects.requireNonNull(members.get()).contains(node),
                loop::post);
        peripherals = Peripherals.open(settings, this::nodeId, clock);
        var replies = new Replies();
        var requests = new Requests(loop::post, replies);
        desk = new JoinDesk(settings, requests, cluster.journal()::voters, clock);
        runner = new CommandRunner(
                settings.node(),
                new Adapters(
                        cluster.journal(),
                        cluster.channel(),
                        agents,
                        peripherals.screen(),
                        peripherals.printer(),
                        peripherals.alerts(),
                        started,
                        desk::issue,
                        RollCheck::of,
                        farewell::set,
                        this::reset,
                        this::end),
                replies,
                loop::post);
        control = new ControlSocket(settings.control(), Admission.readOnlyFor(settings.readers()), requests);
        control.start();
        page = page(settings, requests);
        Runtime.getRuntime().addShutdownHook(new Thread(this::leaveOnSignal, "signal"));
        LOG.info("{} of cluster {} is up, life {}", self.name(), self.cluster(), self.incarnation());
    }

    /** The machine's clock is set now and then; the time since it was switched on is not. */
    private Now clocks() {
        return new Now(clock.instant(), new Moment(System.nanoTime()));
    }

    private static Coordinator.Audience audience(NodeSettings settings) {
        return settings.screen().isPresent() ? Coordinator.Audience.SCREEN : Coordinator.Audience.NOBODY;
    }

    /** A page that cannot be served is said once; the services matter more. */
    private static Optional<StatusServer> page(NodeSettings settings, Requests requests) {
        try {
            return settings.web().isPresent()
                    ? Optional.of(StatusServer.open(settings.web().get(), requests))
                    : Optional.empty();
        } catch (IOException e) {
            LOG.error("there is no web page: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private static ClusterSettings clusterSettings(NodeSettings settings, Self self) throws IOException {
        Network.Reach reach = settings.multicast()
                ? new Network.Multicast(InetAddress.getByName("239.88.7.1"), settings.port())
                : new Network.Unicast(settings.peers());
        return new ClusterSettings(
                settings.cluster(),
                settings.node(),
                self.incarnation(),
                new Network(settings.address(), settings.port(), reach),
                ClusterKey.read(settings.key()),
                settings.data().resolve("journal"),
                settings.voters(),
                settings.timing().equals("pi") ? Timing.pi() : Timing.lan(),
                AgreedState::after);
    }

    /** The kernel's boot id and one of our own: a daemon that is started again is another life of the node. */
    private static Incarnation newLife() throws IOException {
        String boot =
                Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
        return new Incarnation(
                boot.substring(0, 8) + "-" + UUID.randomUUID().toString().substring(0, 8));
    }

    /** Runs until the daemon is to end; returns the exit code. */
    int run() throws InterruptedException {
        loop.run(runner::run, this::observe);
        LOG.info("ending: {}", ending.get());
        return 0;
    }

    /** Devices and alerts follow the agreed configuration. */
    private void observe(CoordinatorState state) {
        AgreedState agreed = state.facts().agreed();
        if (!agreed.configuration().equals(configured)) {
            configured = agreed.configuration();
            ids.set(agreed.configuration().nodes().stream().collect(Collectors.toMap(Node::name, Node::id)));
            runner.configured(agreed.configuration(), devices.configured(agreed.configuration()));
            rehearsals.of(agreed);
        }
        members.set(state.facts().presence().members());
        peripherals.keepAlive(state.facts().presence().quorum().held());
        if (!Objects.requireNonNull(ending.get()).isEmpty()) {
            loop.end();
        }
    }

    /** A node's number in the configuration; alert agents are told it. */
    private String nodeId(NodeName node) {
        return Objects.requireNonNull(ids.get()).getOrDefault(node, "0");
    }

    private void end(String why) {
        ending.compareAndSet("", why);
        loop.post(new Event.TimePassed());
    }

    /** What this node runs must not go on; if nothing else helps, the watchdog is not fed any more. */
    private void reset(String why) {
        peripherals.resetMachine(why);
        end(why);
    }

    /** On SIGTERM everything is moved away first; a machine that shuts down does not wait longer than this. */
    private void leaveOnSignal() {
        loop.post(new Event.ShutdownAsked());
        try {
            if (!ended.await(LEAVING_MAX.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("not everything was moved away within {}", LEAVING_MAX);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        page.ifPresent(StatusServer::close);
        try {
            control.close();
        } catch (IOException e) {
            LOG.warn("the control socket was left behind: {}", e.getMessage());
        }
        desk.close();
        rehearsals.close();
        devices.close();
        peripherals.close(Optional.ofNullable(farewell.get()));
        cluster.close();
        ended.countDown();
    }
}
