package crm.formats.pacemaker;

import crm.formats.pacemaker.Changes.Change;
import crm.policy.Plan;
import crm.policy.PlannedAction;
import java.util.List;

/** The transition summary: which nodes are fenced, and what becomes of each resource that changes. */
public final class SummaryText {

    private SummaryText() {}

    /** The section with its heading. */
    public static String of(Plan plan) {
        var out = new Lines();
        out.line("Transition Summary:");
        for (PlannedAction action : plan.actions().reversed()) {
            if (action.task().equals("stonith")
                    && action.required()
                    && action.because().isPresent()) {
                out.item(1, fencing(action));
            }
        }
        List<Change> changes = Changes.of(plan);
        var widths = new Widths(changes);
        changes.forEach(change -> out.item(1, widths.format(change)));
        return out.toString();
    }

    private static String fencing(PlannedAction action) {
        String operation = action.meta().getOrDefault("stonith_action", "reboot");
        String node = action.node().map(Object::toString).orElse("");
        String container = action.meta().containsKey("container")
                ? " (resource: " + action.meta().get("container") + ")"
                : "";
        return "Fence (" + operation + ") " + node + container + " '"
                + action.because().orElse("") + "'";
    }

    /** Column widths, which grow while Pacemaker writes the lines to its log before it shows them. */
    private record Widths(int resource, int details) {

        Widths(List<Change> changes) {
            this(resourceWidth(changes), detailsWidth(changes));
        }

        private static int resourceWidth(List<Change> changes) {
            int width = 5;
            for (Change change : changes) {
                if (change.resource().length() > width) {
                    width = change.resource().length() + 2;
                }
            }
            // The second pass starts where the first ended.
            for (Change change : changes) {
                if (change.resource().length() > width) {
                    width = change.resource().length() + 2;
                }
            }
            return width;
        }

        private static int detailsWidth(List<Change> changes) {
            return changes.stream()
                    .mapToInt(change -> change.details().length())
                    .reduce(5, Math::max);
        }

        String format(Change change) {
            String line = pad(change.verb(), 8) + "   " + pad(change.resource(), resource) + "   ( "
                    + " ".repeat(Math.max(0, details - change.details().length())) + change.details() + " )";
            return change.reason().isEmpty() ? line : line + "  " + change.reason();
        }

        private static String pad(String text, int width) {
            return text + " ".repeat(Math.max(0, width - text.length()));
        }
    }
}
