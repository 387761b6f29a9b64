package crm.formats.simulate;

import crm.formats.simulate.ActionChart.Box;
import crm.transition.Action.FenceNode;
import crm.transition.Action.Milestone;
import crm.transition.Action.ResourceAction;
import crm.transition.Action.ShutdownNode;

/** How an action is coloured in a drawing: fencing red, what ends pale, what begins green. */
record Shade(String fill, String line, String text) {

    private static final Shade FENCING = new Shade("#c62828", "#8e0000", "#ffffff");
    private static final Shade BEGINNING = new Shade("#e3f4e4", "#2e7d32", "#14361a");
    private static final Shade ENDING = new Shade("#f4efe3", "#9a7b2d", "#3d3212");
    private static final Shade OTHER = new Shade("#e6eef8", "#37618e", "#15283d");

    static Shade of(Box box) {
        return switch (box.step().action()) {
            case FenceNode _ -> FENCING;
            case ShutdownNode _, Milestone _ -> OTHER;
            case ResourceAction action ->
                switch (action.id().task()) {
                    case START, PROMOTE, MIGRATE_FROM -> BEGINNING;
                    case STOP, DEMOTE, MIGRATE_TO -> ENDING;
                    case MONITOR, NOTIFY, RELOAD_AGENT, DELETE, CANCEL, CLEAR_FAIL_COUNT -> OTHER;
                };
        };
    }
}
