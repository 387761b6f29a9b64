package crm.policy;

import crm.transition.Action;
import crm.transition.Step;
import crm.transition.Transition;

/** A plan told in lines that a person can read and compare. */
final class Story {

    private Story() {}

    static String of(Transition transition) {
        var text = new StringBuilder("== placement\n");
        for (Transition.Placed placed : transition.placements()) {
            text.append(placed.instance())
                    .append(placed.node().map(n -> " on " + n).orElse(" nowhere"))
                    .append(" as ")
                    .append(placed.role())
                    .append(": ")
                    .append(placed.why().sentence())
                    .append('\n');
        }
        text.append("== actions\n");
        for (Step step : transition.steps()) {
            text.append(step.number()).append(' ').append(told(step.action()));
            if (!step.waitsFor().isEmpty()) {
                text.append(" after ").append(step.waitsFor());
            }
            text.append(": ").append(step.why().sentence()).append('\n');
        }
        text.append("== blocked\n");
        for (Transition.Blocked blocked : transition.blocked()) {
            text.append(told(blocked.action()))
                    .append(": ")
                    .append(blocked.why().sentence())
                    .append('\n');
        }
        text.append("== why not\n");
        for (Transition.Refused refused : transition.refusals()) {
            text.append(refused.instance())
                    .append(" on ")
                    .append(refused.node())
                    .append(": ")
                    .append(refused.why().sentence())
                    .append('\n');
        }
        return text.toString();
    }

    static String told(Action action) {
        return switch (action) {
            case Action.ResourceAction call ->
                call.id().instance() + " " + call.id().task()
                        + (call.id().interval().isZero()
                                ? ""
                                : " every " + call.id().interval().toSeconds() + " s")
                        + " on " + call.id().node();
            case Action.FenceNode fence -> "fence " + fence.node();
            case Action.ShutdownNode shutdown -> "let " + shutdown.node() + " go";
            case Action.Milestone milestone ->
                "(" + milestone.name() + ")"
                        + milestone.node().map(n -> " of " + n).orElse("");
        };
    }
}
