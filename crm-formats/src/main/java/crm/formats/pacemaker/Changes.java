package crm.formats.pacemaker;

import crm.model.InstanceId;
import crm.model.NodeName;
import crm.model.Role;
import crm.policy.Plan;
import crm.policy.PlannedAction;
import crm.policy.ResourceOutlook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a plan changes, one entry per primitive instance, in the words of Pacemaker's transition summary. Which verb is
 * chosen, and which action lends its reason, are questions only that summary asks; they are answered here and nowhere
 * else.
 */
public final class Changes {

    private final Map<InstanceId, List<PlannedAction>> actions = new HashMap<>();
    private final List<Change> changes = new ArrayList<>();

    private Changes(Plan plan) {
        // Of several actions of one kind, the summary means the one thought of first.
        for (PlannedAction action : plan.actions()) {
            action.resource()
                    .ifPresent(id -> actions.computeIfAbsent(id, ignored -> new ArrayList<>())
                            .add(action));
        }
        plan.resourcesAsPlaced().forEach(this::collect);
    }

    /** All lines, in the order of resources. */
    public static List<Change> of(Plan plan) {
        return List.copyOf(new Changes(plan).changes);
    }

    /**
     * One line.
     *
     * @param verb {@code Start}, {@code Move}…
     * @param details nodes and roles
     * @param reason what follows the bracket; empty if nothing does
     * @param instance what changes
     * @param origin where it is
     * @param destination where it will be; empty also if it stays where it is
     * @param action the action the line is about
     */
    public record Change(
            String verb,
            String details,
            String reason,
            InstanceId instance,
            Optional<NodeName> origin,
            Optional<NodeName> destination,
            PlannedAction action) {

        String resource() {
            return instance.toString();
        }
    }

    private void collect(ResourceOutlook resource) {
        if (resource.children().isEmpty()) {
            if (resource.shape() == ResourceOutlook.Shape.PRIMITIVE) {
                compare(resource);
            }
        } else if (resource.shape() == ResourceOutlook.Shape.BUNDLE) {
            for (BundleParts.Replica replica : BundleParts.of(resource).replicas()) {
                replica.address().ifPresent(this::collect);
                collect(replica.container());
                replica.connection().ifPresent(this::collect);
                replica.inside().ifPresent(this::collect);
            }
        } else {
            resource.children().forEach(this::collect);
        }
    }

    private Optional<PlannedAction> find(ResourceOutlook resource, String task, Optional<NodeName> node) {
        return actions.getOrDefault(resource.id(), List.of()).stream()
                .filter(action ->
                        action.task().equals(task) && action.interval().isZero())
                .filter(action -> node.isEmpty()
                        || action.node().isEmpty()
                        || action.node().equals(node))
                .findFirst();
    }

    private void compare(ResourceOutlook resource) {
        Optional<NodeName> current = resource.current();
        Optional<NodeName> next = resource.next().stream().findFirst();
        if (resource.leftAlone() || (current.isEmpty() && next.isEmpty())) {
            return;
        }
        Role role = current.isPresent() && resource.role() == Role.STOPPED ? Role.STARTED : resource.role();
        Optional<PlannedAction> start = find(resource, "start", next);
        boolean startsHere = start.filter(PlannedAction::runnable).isPresent();
        Optional<PlannedAction> stop = find(resource, "stop", startsHere ? current : Optional.empty());
        if (stop.isEmpty() && "stop_unexpected".equals(resource.meta().get("multiple-active"))) {
            stop = find(resource, "stop", Optional.empty());
        }
        var situation = new Situation(resource, role, current, next, start, stop);
        if (role == resource.nextRole()) {
            sameRole(situation);
        } else {
            otherRole(situation);
        }
    }

    /** What the choice of a verb depends on. */
    private record Situation(
            ResourceOutlook resource,
            Role role,
            Optional<NodeName> current,
            Optional<NodeName> next,
            Optional<PlannedAction> start,
            Optional<PlannedAction> stop) {

        boolean moving() {
            return current.isPresent() && next.isPresent() && !current.equals(next);
        }

        boolean startsInVain() {
            return start.filter(action -> !action.runnable()).isPresent();
        }
    }

    private void sameRole(Situation s) {
        Optional<PlannedAction> migration = find(s.resource(), "migrate_from", s.next());
        boolean failed = s.resource().failed();
        if (migration.filter(PlannedAction::runnable).isPresent()) {
            add(s, "Migrate", s.current(), s.next(), s.start(), Optional.empty());
        } else if (reloads(s.resource())) {
            add(s, "Reload", s.current(), s.next(), s.start(), Optional.empty());
        } else if (s.start().filter(PlannedAction::required).isEmpty()) {
            Optional<PlannedAction> demote =
                    find(s.resource(), "demote", s.next()).filter(PlannedAction::required);
            Optional<PlannedAction> promote =
                    find(s.resource(), "promote", s.next()).filter(PlannedAction::required);
            if (demote.isPresent() && promote.isPresent()) {
                add(s, "Re-promote", s.current(), s.next(), promote, demote);
            }
        } else if (s.startsInVain()) {
            Optional<PlannedAction> why =
                    s.stop().filter(stop -> stop.because().isPresent()).or(s::start);
            add(s, "Stop", s.current(), Optional.empty(), s.stop(), why);
        } else if (s.moving()) {
            add(s, failed ? "Recover" : "Move", s.current(), s.next(), s.stop(), Optional.empty());
        } else if (failed) {
            add(s, "Recover", s.current(), Optional.empty(), s.stop(), Optional.empty());
        } else {
            add(s, "Restart", s.current(), Optional.empty(), s.start(), Optional.empty());
        }
    }

    private void otherRole(Situation s) {
        ResourceOutlook resource = s.resource();
        boolean stopRequired = s.stop().filter(PlannedAction::required).isPresent();
        if (s.stop().isPresent() && (resource.nextRole() == Role.STOPPED || s.startsInVain())) {
            stopEverywhere(s);
        } else if (resource.failed() && stopRequired) {
            add(s, "Recover", s.current(), s.next(), s.stop(), s.start());
        } else if (s.moving()) {
            add(s, "Move", s.current(), s.next(), s.stop(), Optional.empty());
        } else if (reloads(resource)) {
            add(s, "Reload", s.current(), s.next(), s.start(), Optional.empty());
        } else if (stopRequired) {
            add(s, "Restart", s.current(), s.next(), s.start(), Optional.empty());
        } else if (s.role() == Role.PROMOTED) {
            add(s, "Demote", s.current(), s.next(), find(resource, "demote", s.next()), Optional.empty());
        } else if (resource.nextRole() == Role.PROMOTED) {
            add(s, "Promote", s.current(), s.next(), find(resource, "promote", s.next()), Optional.empty());
        } else if (s.role() == Role.STOPPED) {
            add(s, "Start", s.current(), s.next(), s.start(), Optional.empty());
        }
    }

    private void stopEverywhere(Situation s) {
        for (NodeName node : s.resource().active()) {
            Optional<PlannedAction> stop = find(s.resource(), "stop", Optional.of(node));
            Optional<PlannedAction> why =
                    stop.filter(action -> action.because().isPresent()).or(s::start);
            add(s, "Stop", Optional.of(node), Optional.empty(), stop, why);
        }
    }

    private boolean reloads(ResourceOutlook resource) {
        return find(resource, "reload-agent", Optional.empty())
                .filter(PlannedAction::required)
                .isPresent();
    }

    /**
     * @param action what the line is about; without it there is no line
     * @param source whose reason is given; the action itself if empty
     */
    private void add(
            Situation s,
            String verb,
            Optional<NodeName> origin,
            Optional<NodeName> destination,
            Optional<PlannedAction> action,
            Optional<PlannedAction> source) {
        if (action.isEmpty() || (origin.isEmpty() && destination.isEmpty())) {
            return;
        }
        PlannedAction reasoned = source.orElse(action.get());
        changes.add(new Change(
                verb,
                details(s, value(origin), value(destination)),
                reason(reasoned.because(), action.get().runnable()),
                s.resource().id(),
                origin,
                destination,
                action.get()));
    }

    private static @Nullable String value(Optional<NodeName> node) {
        return node.map(NodeName::value).orElse(null);
    }

    private static String details(Situation s, @Nullable String origin, @Nullable String destination) {
        Role role = s.role();
        Role nextRole = s.resource().nextRole();
        boolean rolesTold = role.compareTo(Role.STARTED) > 0 || nextRole.compareTo(Role.UNPROMOTED) > 0;
        boolean sameRole = role == nextRole;
        if (origin == null) {
            return rolesTold ? role + " -> " + nextRole + " " + destination : String.valueOf(destination);
        }
        boolean inPlace = origin.equals(destination);
        if (destination == null || (sameRole && inPlace)) {
            return rolesTold ? role + " " + origin : origin;
        }
        if (sameRole) {
            return origin + " -> " + destination + (rolesTold ? " " + role : "");
        }
        return inPlace
                ? role + " -> " + nextRole + " " + origin
                : role + " " + origin + " -> " + nextRole + " " + destination;
    }

    private static String reason(Optional<String> because, boolean runnable) {
        return because.map(text -> "due to " + text + (runnable ? "" : " (blocked)"))
                .orElse(runnable ? "" : "blocked");
    }
}
