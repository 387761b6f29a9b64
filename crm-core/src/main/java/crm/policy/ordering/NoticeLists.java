package crm.policy.ordering;

import crm.model.NodeName;
import crm.model.Role;
import crm.policy.action.DraftedAction;
import crm.policy.constraint.Verb;
import crm.policy.ordering.ResolvedActions.Resolved;
import crm.policy.situation.InstanceStanding;
import crm.policy.situation.NodeStanding;
import crm.policy.situation.Situation;
import crm.policy.situation.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What instances of a clone are told: who is in which state, and what is about to be done to whom. */
final class NoticeLists {

    /** Agents expect a blank where there is nobody. */
    private static final String NOBODY = " ";

    private final Situation situation;
    private final Map<String, List<Entry>> lists = new LinkedHashMap<>();
    private final Map<String, String> keys = new LinkedHashMap<>();

    private record Entry(String instance, Optional<NodeName> node) {}

    NoticeLists(Unit.CloneUnit clone, Situation situation, Function<Unit, List<Resolved>> actions) {
        this.situation = situation;
        for (String list :
                List.of("stop", "start", "demote", "promote", "active", "unpromoted", "promoted", "inactive")) {
            lists.put(list, new ArrayList<>());
        }
        collect(clone, actions);
        lists.forEach(this::write);
        keys.remove("notify_inactive_uname");
        keys.put("notify_slave_resource", keys.getOrDefault("notify_unpromoted_resource", NOBODY));
        keys.put("notify_slave_uname", keys.getOrDefault("notify_unpromoted_uname", NOBODY));
        keys.put("notify_master_resource", keys.getOrDefault("notify_promoted_resource", NOBODY));
        keys.put("notify_master_uname", keys.getOrDefault("notify_promoted_uname", NOBODY));
        keys.put("notify_available_uname", names(true));
        keys.put("notify_all_uname", names(false));
    }

    /** Whether any instance is about to go through this. */
    boolean any(Verb deed) {
        return !lists.getOrDefault(deed.toString(), List.of()).isEmpty();
    }

    /** Meta attributes of what agents are told. */
    Map<String, String> keys() {
        return keys;
    }

    /** Meta attributes that say which notification it is, of the point around what is done. */
    static Map<String, String> kind(DraftedAction point) {
        var kind = new LinkedHashMap<String, String>();
        String[] parts = point.label().orElse("").split("_notify_", 2);
        if (parts.length == 2) {
            String deed = parts[1].equals(Verb.FENCE.toString())
                    ? Verb.STOP.toString()
                    : point.deed().toString();
            kind.put("notify_key_type", parts[0]);
            kind.put("notify_key_operation", parts[1]);
            kind.put("notify_type", parts[0].replace("confirmed-", ""));
            kind.put("notify_operation", deed);
        }
        return kind;
    }

    private void collect(Unit unit, Function<Unit, List<Resolved>> actions) {
        unit.children().forEach(child -> collect(child, actions));
        if (!(unit instanceof Unit.Instance)) {
            return;
        }
        InstanceStanding standing = situation.standing(unit);
        Optional<NodeName> node = standing.active().stream().findFirst();
        switch (standing.role()) {
            case STOPPED -> add("inactive", unit, node);
            case STARTED -> add("active", unit, node);
            case UNPROMOTED, PROMOTED -> {
                add("active", unit, node);
                add(standing.role() == Role.PROMOTED ? "promoted" : "unpromoted", unit, node);
            }
        }
        for (Resolved action : actions.apply(unit)) {
            DraftedAction drafted = action.action();
            boolean step = switch (drafted.verb()) {
                case START, STOP, PROMOTE, DEMOTE -> drafted.node().isPresent();
                default -> false;
            };
            if (step && action.isRequired() && (action.isRunnable() || isImplied(drafted))) {
                add(drafted.verb().toString(), unit, drafted.node());
            }
        }
    }

    private boolean isImplied(DraftedAction action) {
        return action.verb() == Verb.STOP
                && action.node().map(n -> situation.node(n).isUnclean()).orElse(false);
    }

    private void add(String list, Unit unit, Optional<NodeName> node) {
        lists.computeIfAbsent(list, _ -> new ArrayList<>())
                .add(new Entry(unit.id().toString(), node));
    }

    private void write(String list, List<Entry> entries) {
        var sorted = new LinkedHashMap<String, Entry>();
        entries.stream()
                .sorted(Comparator.comparing(Entry::instance).thenComparing(this::nodeId))
                .forEach(entry -> sorted.putIfAbsent(entry.instance(), entry));
        keys.put("notify_" + list + "_resource", words(sorted.keySet().stream().toList()));
        keys.put(
                "notify_" + list + "_uname",
                words(sorted.values().stream()
                        .flatMap(entry -> entry.node().stream())
                        .map(NodeName::value)
                        .toList()));
    }

    private String nodeId(Entry entry) {
        return entry.node().map(n -> situation.node(n).facts().node().id()).orElse("");
    }

    private static String words(List<String> words) {
        return words.isEmpty() ? NOBODY : String.join(" ", words);
    }

    private String names(boolean available) {
        return situation.nodes().values().stream()
                .filter(node -> !available || node.available())
                .map(NodeStanding::name)
                .map(NodeName::value)
                .sorted(Comparator.comparing(name -> name.toLowerCase(Locale.ROOT)))
                .collect(Collectors.joining(" "));
    }
}
