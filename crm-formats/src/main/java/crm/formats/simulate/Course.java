package crm.formats.simulate;

import crm.configuration.Configuration;
import crm.formats.cib.Cib;
import crm.formats.simulate.Supposition.Operation;
import crm.policy.Plan;
import crm.policy.Scheduler;
import crm.policy.SchedulingInput;
import crm.state.ClusterState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * How things would go: plan, carry out, look again and plan anew, until nothing that anybody would notice is left to do.
 *
 * @param rounds at least one
 * @param end the state at the end
 * @param last what the engine makes of it
 * @param missed operations that were to fail and never came up
 */
public record Course(List<Round> rounds, ClusterState end, Plan last, List<Operation> missed) {

    /** What fails again and again would go on for ever. */
    private static final int MOST_ROUNDS = 6;

    public Course {
        rounds = List.copyOf(rounds);
        missed = List.copyOf(missed);
    }

    /**
     * One plan.
     *
     * @param failed operations of it that were supposed to fail, and did
     */
    public record Round(Plan plan, List<Operation> failed) {
        public Round {
            failed = List.copyOf(failed);
        }
    }

    /**
     * Plays it through.
     *
     * @param failing operations that fail when they are carried out, once each
     */
    public static Course of(Cib cib, List<Operation> failing, Instant now) {
        Configuration configuration = cib.configuration();
        ClusterState state = cib.state();
        var waiting = new ArrayList<>(failing);
        var rounds = new ArrayList<Round>();
        var seen = new HashSet<String>();
        Plan plan = plan(configuration, state, now);
        do {
            sentences(plan).forEach(seen::add);
            var result = SimulatedExecution.run(configuration, state, plan, waiting, now);
            waiting.removeAll(result.failed());
            rounds.add(new Round(plan, result.failed()));
            state = result.state();
            plan = plan(configuration, state, now);
        } while (rounds.size() < MOST_ROUNDS
                && !seen.containsAll(sentences(plan).toList()));
        return new Course(rounds, state, plan, waiting);
    }

    /** What the simulated execution leaves no trace of, such as a node that leaves, would be planned for ever. */
    private static Stream<String> sentences(Plan plan) {
        return ActionChart.of(plan.transition()).boxes().stream().map(ActionChart.Box::sentence);
    }

    private static Plan plan(Configuration configuration, ClusterState state, Instant now) {
        return new Scheduler().plan(new SchedulingInput(configuration, state, now));
    }
}
