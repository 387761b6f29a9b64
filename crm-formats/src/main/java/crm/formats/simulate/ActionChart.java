package crm.formats.simulate;

import crm.transition.Action;
import crm.transition.Action.FenceNode;
import crm.transition.Action.FencingOperation;
import crm.transition.Action.Milestone;
import crm.transition.Action.ResourceAction;
import crm.transition.Action.ShutdownNode;
import crm.transition.Step;
import crm.transition.Task;
import crm.transition.Transition;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The actions of a plan that anybody would notice, in an order in which they can be done, each with those it waits for
 * directly. Points in the order and mere looks are passed over: what waits for them waits for what they waited for.
 *
 * @param boxes numbered from one in the order of this list
 * @param looks how many probes and other single looks were passed over
 * @param watches how many recurring checks begin
 */
public record ActionChart(List<Box> boxes, int looks, int watches) {

    public ActionChart {
        boxes = List.copyOf(boxes);
    }

    /**
     * An action.
     *
     * @param after numbers of those that must be done before, without those implied by others
     * @param depth how many must be done one after the other before this one
     */
    public record Box(int number, Step step, List<Integer> after, int depth) {
        public Box {
            after = List.copyOf(after);
        }

        public boolean isFencing() {
            return step.action() instanceof FenceNode;
        }

        /** What is done, an imperative without full stop. */
        public String sentence() {
            return (what() + " " + where()).strip();
        }

        /** The sentence's first part: what is done to what. */
        public String what() {
            return switch (step.action()) {
                case ResourceAction action ->
                    verb(action.id().task()) + " " + action.id().instance();
                case FenceNode fence -> "Fence " + fence.node() + " (" + operation(fence.operation()) + ")";
                case ShutdownNode shutdown -> "Let " + shutdown.node() + " leave";
                case Milestone milestone -> milestone.name();
            };
        }

        /** {@code on pi1}; empty where {@link #what()} names the node already. */
        public String where() {
            if (!(step.action() instanceof ResourceAction action)) {
                return "";
            }
            return (action.id().task() == Task.MIGRATE_TO ? "away from " : "on ")
                    + action.id().node();
        }
    }

    private static String verb(Task task) {
        return switch (task) {
            case START -> "Start";
            case STOP -> "Stop";
            case PROMOTE -> "Promote";
            case DEMOTE -> "Demote";
            case MIGRATE_TO -> "Migrate";
            case MIGRATE_FROM -> "Take over";
            case RELOAD_AGENT -> "Reload";
            case MONITOR -> "Look at";
            case NOTIFY -> "Notify";
            case DELETE -> "Forget";
            case CANCEL -> "Stop checking";
            case CLEAR_FAIL_COUNT -> "Forget the failures of";
        };
    }

    private static String operation(FencingOperation operation) {
        return switch (operation) {
            case REBOOT -> "off and on again";
            case OFF -> "off";
            case ON -> "on";
        };
    }

    private static boolean noticed(Action action) {
        return switch (action) {
            case ResourceAction on -> on.id().task().changesService();
            case FenceNode _, ShutdownNode _ -> true;
            case Milestone _ -> false;
        };
    }

    /** The chart of a transition. */
    public static ActionChart of(Transition transition) {
        return new Drawing(transition).chart();
    }

    private static final class Drawing {
        private final Transition transition;
        private final Map<Integer, Integer> numbers = new HashMap<>();
        private final List<Box> boxes = new ArrayList<>();
        /** Of each step, by its number, all boxes that come before it. */
        private final Map<Integer, BitSet> before = new HashMap<>();

        Drawing(Transition transition) {
            this.transition = transition;
        }

        ActionChart chart() {
            for (Step step : inOrder()) {
                draw(step);
            }
            int looks = 0;
            int watches = 0;
            for (Step step : transition.steps()) {
                if (step.action() instanceof ResourceAction on && on.id().task() == Task.MONITOR) {
                    looks += on.id().interval().isZero() ? 1 : 0;
                    watches += on.id().interval().isZero() ? 0 : 1;
                }
            }
            return new ActionChart(boxes, looks, watches);
        }

        /** Every step after those it waits for; among those that are ready, in the order of the plan. */
        private List<Step> inOrder() {
            var waiting = new ArrayList<>(transition.steps());
            var done = new BitSet();
            var ordered = new ArrayList<Step>();
            boolean progress = true;
            while (progress && !waiting.isEmpty()) {
                var ready = waiting.stream()
                        .filter(step -> step.waitsFor().stream().allMatch(done::get))
                        .toList();
                ready.forEach(step -> done.set(step.number()));
                ordered.addAll(ready);
                progress = waiting.removeAll(new java.util.HashSet<>(ready));
            }
            return ordered;
        }

        private void draw(Step step) {
            var mine = new BitSet();
            for (int input : step.waitsFor()) {
                mine.or(before.getOrDefault(input, new BitSet()));
                if (numbers.containsKey(input)) {
                    mine.set(numbers.get(input));
                }
            }
            before.put(step.number(), mine);
            if (!noticed(step.action())) {
                return;
            }
            var direct = (BitSet) mine.clone();
            mine.stream()
                    .forEach(box ->
                            direct.andNot(before.get(boxes.get(box - 1).step().number())));
            int depth = direct.stream()
                    .map(box -> boxes.get(box - 1).depth() + 1)
                    .max()
                    .orElse(0);
            int number = boxes.size() + 1;
            boxes.add(new Box(number, step, direct.stream().boxed().toList(), depth));
            numbers.put(step.number(), number);
        }
    }
}
