package crm.transition;

import java.util.List;

/**
 * An action in a transition and what it waits for.
 *
 * @param number unique in the transition, from zero
 * @param waitsFor numbers of the steps that must have succeeded before
 * @param priority among steps that are ready at once, the higher goes first
 * @param why what makes it necessary
 */
public record Step(int number, Action action, List<Integer> waitsFor, int priority, Reason why) {

    public Step {
        waitsFor = List.copyOf(waitsFor);
    }
}
