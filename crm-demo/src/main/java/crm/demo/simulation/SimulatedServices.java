package crm.demo.simulation;

import crm.coordination.Event;
import crm.model.InstanceId;
import crm.model.NodeName;
import crm.model.ResourceId;
import crm.port.Message.Order;
import crm.port.ResourceAgent.Result;
import crm.state.ExecutionStatus;
import crm.state.StartedWith;
import crm.transition.ActionId;
import crm.transition.Task;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What runs on one machine, and the daemon's agents there: one action after another for each instance, recurring monitors
 * between them, as in {@code crm.node.work.LocalServices}. What is active outlives the daemon; lanes and monitors do not.
 */
final class SimulatedServices {

    private static final int FAILED = 1;
    private static final int NOT_RUNNING = 7;
    private static final int RUNNING_PROMOTED = 8;
    private static final int SLOWEST = 8000;

    /** Something a lane does; recurring monitors report differently. */
    private record Job(Order order, boolean recurrence) {}

    private final SimulatedCluster cluster;
    private final SimulatedNode node;
    private final Chance chance;
    private final Set<InstanceId> active = new LinkedHashSet<>();
    private final Set<InstanceId> promoted = new LinkedHashSet<>();
    private final Map<InstanceId, ArrayDeque<Job>> lanes = new LinkedHashMap<>();
    private final Map<ActionId, Order> monitors = new LinkedHashMap<>();
    private final Set<InstanceId> watchedDevices = new LinkedHashSet<>();
    private List<StartedWith> kept = List.of();

    SimulatedServices(SimulatedCluster cluster, SimulatedNode node, Chance chance) {
        this.cluster = cluster;
        this.node = node;
        this.chance = chance;
    }

    void keep(List<StartedWith> what) {
        kept = what;
    }

    /** What a daemon finds that begins now. */
    List<StartedWith> kept() {
        return kept;
    }

    /** An instance whose number says nothing runs where any of its kind does. */
    boolean runs(InstanceId instance) {
        return active.contains(instance)
                || watchedDevices.contains(instance)
                || active.contains(InstanceId.of(instance.resource()));
    }

    List<InstanceId> active() {
        return List.copyOf(active);
    }

    boolean isPromoted(ResourceId resource) {
        return promoted.stream().anyMatch(instance -> instance.resource().equals(resource));
    }

    /** The number of an instance that is like all others means nothing to the machine it runs on. */
    private static InstanceId running(Order order) {
        InstanceId id = order.action().id().instance();
        boolean alike = "false".equals(order.action().meta().get("globally_unique"));
        return alike ? InstanceId.of(id.resource()) : id;
    }

    void machineDies() {
        lanes.clear();
        daemonDies();
        active.clear();
        promoted.clear();
        kept = List.of();
    }

    /** Whatever its agents were at is killed with the daemon, done or not. */
    void daemonDies() {
        for (ArrayDeque<Job> lane : lanes.values()) {
            Optional.ofNullable(lane.peek())
                    .filter(job -> !job.recurrence() && chance.happens(0.5))
                    .ifPresent(job -> takeEffect(job.order()));
        }
        lanes.clear();
        monitors.clear();
        watchedDevices.clear();
    }

    /** Without a number: any that runs here of that resource. */
    void crash(InstanceId any) {
        List.copyOf(active).stream()
                .filter(one -> one.equals(any) || one.resource().equals(any.resource()))
                .findFirst()
                .ifPresent(this::dies);
    }

    private void dies(InstanceId instance) {
        if (active.remove(instance)) {
            promoted.remove(instance);
            List<Order> watching = monitors.values().stream()
                    .filter(order -> running(order).equals(instance))
                    .toList();
            node.inThisLife(Duration.ofMillis(2), () -> watching.forEach(this::recur));
        }
    }

    void perform(Order order) {
        submit(new Job(order, false));
    }

    private void submit(Job job) {
        var lane = lanes.computeIfAbsent(job.order().action().id().instance(), _ -> new ArrayDeque<>());
        lane.add(job);
        if (lane.size() == 1) {
            begin(lane);
        }
    }

    private void begin(ArrayDeque<Job> lane) {
        Job job = lane.element();
        ActionId id = job.order().action().id();
        boolean cancelled = job.recurrence() && !monitors.containsKey(id);
        if (cancelled) {
            next(lane);
            return;
        }
        if (id.task() == Task.STOP || id.task() == Task.DEMOTE || id.task() == Task.MIGRATE_TO) {
            monitors.keySet().removeIf(m -> m.instance().equals(id.instance()));
        }
        if (id.task() == Task.CANCEL) {
            monitors.keySet()
                    .removeIf(m ->
                            m.instance().equals(id.instance()) && m.interval().equals(id.interval()));
        }
        Optional<Mischief.Kind> mischief = cluster.mischief(node.name(), id);
        Duration takes = duration(job.order(), mischief);
        node.inThisLife(takes, () -> {
            Result result = end(job, mischief, takes);
            report(job, result);
            next(lane);
        });
    }

    private void next(ArrayDeque<Job> lane) {
        lane.remove();
        if (!lane.isEmpty()) {
            begin(lane);
        }
    }

    private Duration duration(Order order, Optional<Mischief.Kind> mischief) {
        boolean hangs = mischief.filter(k -> k == Mischief.Kind.HANGS || k == Mischief.Kind.HANGS_AND_DOES)
                .isPresent();
        if (hangs) {
            return order.action().timeout();
        }
        int usual = switch (order.action().id().task()) {
            case START -> 40;
            case STOP -> 20;
            default -> 5;
        };
        Duration takes =
                Duration.ofMillis(cluster.rough() && chance.happens(0.1) ? chance.stretch(usual, SLOWEST) : usual);
        return takes.compareTo(order.action().timeout()) < 0
                ? takes
                : order.action().timeout();
    }

    private Result end(Job job, Optional<Mischief.Kind> mischief, Duration took) {
        Order order = job.order();
        ActionId id = order.action().id();
        if (id.task() != Task.MONITOR) {
            cluster.tell(() -> node.name() + " does " + id.task() + " of " + id.instance()
                    + mischief.map(m -> ", which " + m).orElse("") + " with "
                    + order.action().parameters());
        }
        if (mischief.isPresent()) {
            return switch (mischief.get()) {
                case FAILS -> Result.done(1, "it does not want to", took);
                case HANGS -> timedOut(took);
                case LIES -> Result.done(order.action().expectedExitCode() == 0 ? lie(id) : 0, "", took);
                case FAILS_AND_DOES -> {
                    takeEffect(order);
                    yield Result.done(1, "it does not know", took);
                }
                case HANGS_AND_DOES -> {
                    takeEffect(order);
                    yield timedOut(took);
                }
            };
        }
        return Result.done(takeEffect(order), "", took);
    }

    /** A monitor lies by calling what is active inactive; anything else by doing nothing. */
    private static int lie(ActionId id) {
        return id.task() == Task.MONITOR ? NOT_RUNNING : 0;
    }

    private static Result timedOut(Duration took) {
        return new Result(ExecutionStatus.TIMED_OUT, 1, "killed after " + took.toMillis() + " ms", "", took);
    }

    private int takeEffect(Order order) {
        ActionId id = order.action().id();
        InstanceId instance = running(order);
        boolean device = order.action().agent().isFencing();
        Set<InstanceId> running = device ? watchedDevices : active;
        return switch (id.task()) {
            case START -> {
                running.add(instance);
                if (!device) {
                    cluster.saw(new Happening.Started(node.name(), instance));
                }
                yield 0;
            }
            case STOP -> {
                running.remove(instance);
                promoted.remove(instance);
                yield 0;
            }
            case MONITOR ->
                !running.contains(instance) ? NOT_RUNNING : promoted.contains(instance) ? RUNNING_PROMOTED : 0;
            case PROMOTE -> {
                if (!running.contains(instance)) {
                    yield NOT_RUNNING;
                }
                promoted.add(instance);
                cluster.saw(new Happening.Promoted(node.name(), instance));
                yield 0;
            }
            case DEMOTE -> {
                promoted.remove(instance);
                yield running.contains(instance) ? 0 : NOT_RUNNING;
            }
            case MIGRATE_TO -> migrate(instance, order.action().meta().get("migrate_target"));
            case MIGRATE_FROM -> running.contains(instance) ? 0 : FAILED;
            case NOTIFY, RELOAD_AGENT, DELETE, CANCEL, CLEAR_FAIL_COUNT -> 0;
        };
    }

    /** It goes on where it went to and is here no more, in one moment, as a virtual machine does. */
    private int migrate(InstanceId instance, @Nullable String to) {
        if (to == null || !active.contains(instance)) {
            return FAILED;
        }
        var target = new NodeName(to);
        boolean reached = cluster.names().contains(target)
                && cluster.network.carries(node.name(), target)
                && cluster.network.carries(target, node.name());
        if (!reached) {
            return FAILED;
        }
        active.remove(instance);
        cluster.node(target).services().arrives(instance);
        return 0;
    }

    private void arrives(InstanceId instance) {
        active.add(instance);
        cluster.saw(new Happening.Started(node.name(), instance));
    }

    private void report(Job job, Result result) {
        Order order = job.order();
        ActionId id = order.action().id();
        if (job.recurrence()) {
            node.post(new Event.MonitorEnded(order, result, cluster.traits()));
            return;
        }
        if (id.task() == Task.MONITOR && !id.interval().isZero()) {
            monitors.put(id, order);
            again(order);
        }
        node.post(new Event.ActionEnded(order, result, cluster.traits()));
    }

    private void again(Order order) {
        ActionId id = order.action().id();
        node.inThisLife(id.interval(), () -> {
            if (order.equals(monitors.get(id))) {
                recur(order);
                again(order);
            }
        });
    }

    private void recur(Order order) {
        submit(new Job(order, true));
    }
}
