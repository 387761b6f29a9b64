package crm.formats.pacemaker;

import crm.policy.PlannedAction;

/** What a simulation carried out, line by line. */
public final class ExecutionText {

    private ExecutionText() {}

    /** The section with its heading. */
    public static String of(Graph graph) {
        var out = new Lines();
        out.line("Executing Cluster Transition:");
        for (PlannedAction action : graph.executionOrder()) {
            out.item(1, line(graph, action));
        }
        return out.toString();
    }

    private static String line(Graph graph, PlannedAction action) {
        String at = action.node().map(node -> " on " + node).orElse("");
        if (action.pseudo()) {
            // Points in the order are about no node, unless they stand for the fencing of a guest.
            return "Pseudo action:   " + graph.key(action) + (action.task().equals("stonith") ? at : "");
        }
        if (action.task().equals("stonith")) {
            return "Fencing " + action.node().map(Object::toString).orElse("") + " ("
                    + action.meta().getOrDefault("stonith_action", "reboot") + ")";
        }
        if (action.kind() == PlannedAction.Kind.CLUSTER) {
            String about = graph.name(action).map(named -> " for " + named.id()).orElse("");
            return "Cluster action:  " + action.task() + about + at;
        }
        String name = graph.executedName(action);
        String interval =
                action.interval().isZero() ? "" : "=" + action.interval().toMillis();
        return "Resource action: " + name + " ".repeat(Math.max(0, 15 - name.length())) + " " + action.task() + interval
                + at;
    }
}
