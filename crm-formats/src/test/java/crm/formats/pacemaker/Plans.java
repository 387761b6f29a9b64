package crm.formats.pacemaker;

import crm.configuration.Configuration;
import crm.model.AgentId;
import crm.model.InstanceId;
import crm.model.Node;
import crm.model.NodeName;
import crm.model.Role;
import crm.policy.NodeOutlook;
import crm.policy.Plan;
import crm.policy.PlannedAction;
import crm.policy.PlannedAction.Kind;
import crm.policy.ResourceOutlook;
import crm.policy.ResourceOutlook.Shape;
import crm.policy.ScoreLine;
import crm.state.ClusterState;
import crm.transition.Transition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** Plans made by hand, as an engine might have made them. */
public final class Plans {

    private final List<NodeOutlook> nodes = new ArrayList<>();
    private final List<ResourceOutlook> resources = new ArrayList<>();
    private final List<PlannedAction> actions = new ArrayList<>();
    private final List<ScoreLine> scores = new ArrayList<>();

    public static NodeName node(String name) {
        return new NodeName(name);
    }

    public static InstanceId id(String name) {
        return InstanceId.parse(name);
    }

    public Plans online(String... names) {
        for (String name : names) {
            nodes.add(outlook(name, true, Optional.empty()));
        }
        return this;
    }

    public Plans unclean(String name) {
        nodes.add(outlook(name, false, Optional.of("peer is no longer part of the cluster")));
        return this;
    }

    public Plans with(NodeOutlook node) {
        nodes.add(node);
        return this;
    }

    public static NodeOutlook outlook(String name, boolean online, Optional<String> unclean) {
        return new NodeOutlook(
                node(name),
                "id-" + name,
                Node.Kind.MEMBER,
                online,
                unclean,
                false,
                false,
                false,
                false,
                false,
                Optional.empty(),
                List.of());
    }

    public Plans with(ResourceMaker resource) {
        resources.add(resource.make());
        return this;
    }

    public Plans with(ScoreLine score) {
        scores.add(score);
        return this;
    }

    public Plans with(ActionMaker action) {
        actions.add(action.make(actions.size() + 1));
        return this;
    }

    public Plan plan() {
        var transition = new Transition(List.of(), List.of(), List.of(), List.of(), 0, Optional.empty());
        return new Plan(
                transition,
                nodes,
                resources,
                resources.stream().map(ResourceOutlook::id).toList(),
                actions,
                scores);
    }

    public Listing listing() {
        return new Listing(plan(), ClusterState.EMPTY, Configuration.EMPTY, Map.of(), true);
    }

    /** A resource step by step. */
    public static final class ResourceMaker {
        private final InstanceId id;
        private final Shape shape;
        private final SequencedMap<String, String> meta = new LinkedHashMap<>();
        private List<NodeName> active = List.of();
        private List<NodeName> next = List.of();
        private Role role = Role.STOPPED;
        private Role nextRole = Role.STOPPED;
        private boolean failed;
        private boolean managed = true;
        private boolean blocked;
        private boolean removed;
        private Optional<String> historyName = Optional.empty();
        private Optional<ResourceOutlook.Pending> pending = Optional.empty();
        private List<ResourceOutlook> children = List.of();

        private ResourceMaker(String id, Shape shape) {
            this.id = Plans.id(id);
            this.shape = shape;
        }

        public ResourceMaker meta(String name, String value) {
            meta.put(name, value);
            return this;
        }

        public ResourceMaker now(Role now, String... at) {
            role = now;
            active = List.of(at).stream().map(Plans::node).toList();
            return this;
        }

        public ResourceMaker then(Role later, String... at) {
            nextRole = later;
            next = List.of(at).stream().map(Plans::node).toList();
            return this;
        }

        public ResourceMaker failed() {
            failed = true;
            return this;
        }

        public ResourceMaker unmanaged() {
            managed = false;
            return this;
        }

        public ResourceMaker blocked() {
            blocked = true;
            return this;
        }

        public ResourceMaker removed() {
            removed = true;
            return this;
        }

        public ResourceMaker known(String name) {
            historyName = Optional.of(name);
            return this;
        }

        public ResourceMaker pending(String task, String node) {
            pending = Optional.of(new ResourceOutlook.Pending(task, Duration.ZERO, new NodeName(node)));
            return this;
        }

        public ResourceMaker of(ResourceMaker... inside) {
            children = List.of(inside).stream().map(ResourceMaker::make).toList();
            return this;
        }

        ResourceOutlook make() {
            return new ResourceOutlook(
                    id,
                    shape,
                    historyName,
                    shape == Shape.PRIMITIVE ? AgentId.parse("ocf:heartbeat:Dummy") : Optional.empty(),
                    meta,
                    removed,
                    active,
                    active.stream().findFirst(),
                    role,
                    failed,
                    false,
                    managed,
                    !managed,
                    blocked,
                    false,
                    pending,
                    new LinkedHashMap<>(),
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    next,
                    nextRole,
                    children);
        }
    }

    public static ResourceMaker primitive(String id) {
        return new ResourceMaker(id, Shape.PRIMITIVE);
    }

    public static ResourceMaker group(String id) {
        return new ResourceMaker(id, Shape.GROUP);
    }

    public static ResourceMaker cloned(String id) {
        return new ResourceMaker(id, Shape.CLONE);
    }

    /** An action step by step; required, runnable and planned unless said otherwise. */
    public static final class ActionMaker {
        private final Kind kind;
        private final Optional<InstanceId> resource;
        private final String task;
        private final String key;
        private Optional<NodeName> node = Optional.empty();
        private Duration interval = Duration.ZERO;
        private boolean pseudo;
        private boolean required = true;
        private boolean runnable = true;
        private boolean planned = true;
        private Optional<String> because = Optional.empty();
        private final SequencedMap<String, String> parameters = new LinkedHashMap<>();
        private final SequencedMap<String, String> meta = new LinkedHashMap<>();
        private List<Integer> inputs = List.of();
        private List<NodeName> downs = List.of();
        private int priority;

        private ActionMaker(Kind kind, Optional<InstanceId> resource, String task, String key) {
            this.kind = kind;
            this.resource = resource;
            this.task = task;
            this.key = key;
        }

        public ActionMaker on(String name) {
            node = Optional.of(Plans.node(name));
            return this;
        }

        public ActionMaker every(Duration period) {
            interval = period;
            return this;
        }

        public ActionMaker after(Integer... numbers) {
            inputs = List.of(numbers);
            return this;
        }

        public ActionMaker because(String reason) {
            because = Optional.of(reason);
            return this;
        }

        public ActionMaker pseudo() {
            pseudo = true;
            return this;
        }

        public ActionMaker optional() {
            required = false;
            planned = false;
            return this;
        }

        public ActionMaker unrunnable() {
            runnable = false;
            planned = false;
            return this;
        }

        public ActionMaker meta(String name, String value) {
            meta.put(name, value);
            return this;
        }

        public ActionMaker parameter(String name, String value) {
            parameters.put(name, value);
            return this;
        }

        public ActionMaker downs(String name) {
            downs = List.of(Plans.node(name));
            return this;
        }

        public ActionMaker priority(int value) {
            priority = value;
            return this;
        }

        PlannedAction make(int number) {
            return new PlannedAction(
                    number,
                    kind,
                    resource,
                    task,
                    interval,
                    key,
                    node,
                    Optional.empty(),
                    pseudo,
                    required,
                    runnable,
                    planned,
                    because,
                    parameters,
                    meta,
                    priority,
                    Optional.empty(),
                    inputs,
                    downs);
        }
    }

    public static ActionMaker action(String resource, String task) {
        return new ActionMaker(Kind.RESOURCE, Optional.of(id(resource)), task, resource + "_" + task + "_0");
    }

    public static ActionMaker monitor(String resource, Duration interval) {
        String key = resource + "_monitor_" + interval.toMillis();
        return new ActionMaker(Kind.RESOURCE, Optional.of(id(resource)), "monitor", key).every(interval);
    }

    public static ActionMaker fencing(String node) {
        return new ActionMaker(Kind.CLUSTER, Optional.empty(), "stonith", "stonith-" + node + "-reboot")
                .on(node)
                .meta("stonith_action", "reboot");
    }

    public static ActionMaker shutdown(String node) {
        return new ActionMaker(Kind.CLUSTER, Optional.empty(), "do_shutdown", "do_shutdown-" + node).on(node);
    }
}
