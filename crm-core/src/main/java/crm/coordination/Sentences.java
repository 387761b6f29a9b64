package crm.coordination;

import crm.transition.Action;
import crm.transition.Action.FenceNode;
import crm.transition.Action.Milestone;
import crm.transition.Action.ResourceAction;
import crm.transition.Action.ShutdownNode;
import crm.transition.ActionId;
import crm.transition.Step;
import crm.transition.Task;
import crm.transition.Transition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A plan as a person would tell it: what is stopped, started and switched, in order, and why. */
final class Sentences {

    private Sentences() {}

    static List<String> of(Transition transition) {
        var sentences = new ArrayList<String>();
        for (Step step : transition.steps()) {
            of(step).ifPresent(sentences::add);
        }
        transition.blocked().stream()
                .filter(blocked -> noticed(blocked.action()))
                .forEach(blocked -> sentences.add("blocked: " + blocked.why().sentence()));
        return sentences.stream().distinct().toList();
    }

    /** What begins now, for somebody who waits; nothing for what a person would not notice. */
    static Optional<String> beginning(Step step) {
        return switch (step.action()) {
            case ResourceAction action ->
                doing(action.id().task())
                        .map(doing -> doing + " " + action.id().instance() + " on "
                                + action.id().node());
            case FenceNode fence ->
                Optional.of("switching " + fence.node() + " off (" + fence.why().sentence() + ")");
            case ShutdownNode shutdown -> Optional.of("letting " + shutdown.node() + " leave");
            case Milestone _ -> Optional.empty();
        };
    }

    private static Optional<String> doing(Task task) {
        return switch (task) {
            case START -> Optional.of("starting");
            case STOP -> Optional.of("stopping");
            case PROMOTE -> Optional.of("promoting");
            case DEMOTE -> Optional.of("demoting");
            case MIGRATE_TO -> Optional.of("migrating away");
            case MIGRATE_FROM -> Optional.of("migrating here");
            case RELOAD_AGENT -> Optional.of("reloading");
            case MONITOR, NOTIFY, DELETE, CANCEL, CLEAR_FAIL_COUNT -> Optional.empty();
        };
    }

    private static boolean noticed(Action action) {
        return switch (action) {
            case ResourceAction on -> verb(on.id().task()).isPresent();
            case FenceNode _, ShutdownNode _ -> true;
            case Milestone _ -> false;
        };
    }

    private static Optional<String> of(Step step) {
        return switch (step.action()) {
            case ResourceAction action -> verb(action.id().task()).map(verb -> tell(verb, action.id(), step));
            case FenceNode fence ->
                Optional.of("switch " + fence.node() + " off (" + fence.why().sentence() + ")");
            case ShutdownNode shutdown -> Optional.of("let " + shutdown.node() + " leave");
            case Milestone _ -> Optional.empty();
        };
    }

    private static String tell(String verb, ActionId id, Step step) {
        return verb + " " + id.instance() + " on " + id.node() + " ("
                + step.why().sentence() + ")";
    }

    /** Probes and monitors change nothing a person would notice. */
    private static Optional<String> verb(Task task) {
        return switch (task) {
            case START -> Optional.of("start");
            case STOP -> Optional.of("stop");
            case PROMOTE -> Optional.of("promote");
            case DEMOTE -> Optional.of("demote");
            case MIGRATE_TO -> Optional.of("migrate away");
            case MIGRATE_FROM -> Optional.of("migrate here");
            case RELOAD_AGENT -> Optional.of("reload");
            case MONITOR, NOTIFY, DELETE, CANCEL, CLEAR_FAIL_COUNT -> Optional.empty();
        };
    }
}
