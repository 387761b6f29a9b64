package crm.policy.assembly;

import crm.model.InstanceId;
import crm.policy.action.DraftedAction;
import crm.policy.ordering.ResolvedActions;
import crm.policy.situation.Situation;
import crm.transition.Action;
import crm.transition.ActionReason;
import crm.transition.ObstacleReason;
import crm.transition.Reason;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * Planned actions that can never begin: what they wait for, however indirectly, is done by nobody, is an unfencing (no
 * device of ours does that), or waits for them.
 */
final class InVain {

    private enum State {
        UNSEEN,
        OPEN,
        FINE,
        VAIN
    }

    private final ResolvedActions resolved;
    private final Graph graph;
    private final Situation situation;
    private final State[] states;
    private final Map<Integer, Reason> causes = new HashMap<>();

    InVain(ResolvedActions resolved, Graph graph, Situation situation) {
        this.resolved = resolved;
        this.graph = graph;
        this.situation = situation;
        this.states = new State[resolved.actions().size()];
        Arrays.fill(states, State.UNSEEN);
        for (int action = 0; action < states.length; action++) {
            if (graph.isPlanned(action)) {
                look(action);
            }
        }
    }

    static boolean isUnfencing(DraftedAction action) {
        return action.fencing().equals(Optional.of(Action.FencingOperation.ON));
    }

    boolean contains(int action) {
        return states[action] == State.VAIN;
    }

    /** What keeps actions on nodes from ever beginning, by their numbers. */
    SequencedMap<Integer, Reason> obstacles() {
        var obstacles = new TreeMap<Integer, Reason>();
        causes.forEach((action, why) -> {
            if (resolved.at(action).action().node().isPresent()) {
                obstacles.put(action, why);
            }
        });
        return obstacles;
    }

    /** Follows what an action waits for to its end, without recursion: chains are as long as the cluster is large. */
    private void look(int action) {
        Deque<Integer> open = new ArrayDeque<>();
        open.push(action);
        while (!open.isEmpty()) {
            int top = open.element();
            if (states[top] == State.UNSEEN) {
                states[top] = State.OPEN;
                graph.inputs(top).stream()
                        .filter(input -> states[input] == State.UNSEEN)
                        .forEach(open::push);
            } else {
                open.pop();
                if (states[top] == State.OPEN) {
                    judge(top);
                }
            }
        }
    }

    private void judge(int action) {
        Optional<Reason> why = cause(action);
        states[action] = why.isPresent() ? State.VAIN : State.FINE;
        why.ifPresent(reason -> causes.put(action, reason));
    }

    private Optional<Reason> cause(int number) {
        DraftedAction action = resolved.at(number).action();
        if (isUnfencing(action)) {
            return action.node().map(ObstacleReason.UnfencingImpossible::new);
        }
        for (int input : graph.inputs(number)) {
            switch (states[input]) {
                case VAIN -> {
                    return Optional.ofNullable(causes.get(input));
                }
                case OPEN -> {
                    return Optional.of(unit(action)
                            .<Reason>map(ObstacleReason.WaitsForItself::new)
                            .orElseGet(() -> new ActionReason.RequiredByCluster(
                                    action.verb().toString())));
                }
                case UNSEEN, FINE -> {}
            }
        }
        return graph.missing(number).stream().findFirst().map(first -> {
            DraftedAction missing = resolved.at(first).action();
            String verb = missing.verb().toString();
            return unit(missing)
                    .<Reason>map(unit -> new ObstacleReason.WaitsForImpossible(unit, verb))
                    .orElseGet(() -> new ActionReason.RequiredByCluster(verb));
        });
    }

    private Optional<InstanceId> unit(DraftedAction action) {
        return action.unit().isPresent()
                ? Optional.of(situation.units().get(action.unit().getAsInt()).id())
                : Optional.empty();
    }
}
