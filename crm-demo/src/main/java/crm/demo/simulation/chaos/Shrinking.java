package crm.demo.simulation.chaos;

import crm.demo.simulation.Brain;
import crm.demo.simulation.chaos.Verdict.Broken;
import java.util.ArrayList;
import java.util.List;

/** Takes misfortunes away from a scenario that fails for as long as it fails in the same way. */
public final class Shrinking {

    private final Brain brain;
    private final String invariant;

    private Shrinking(Brain brain, String invariant) {
        this.brain = brain;
        this.invariant = invariant;
    }

    /** The fewest misfortunes found that break the same invariant, in their order. */
    public static Scenario of(Scenario scenario, Brain brain, Broken verdict) {
        return new Shrinking(brain, verdict.invariant()).smallest(scenario);
    }

    private Scenario smallest(Scenario scenario) {
        Scenario smallest = scenario;
        int chunk = Math.max(1, scenario.misfortunes().size() / 2);
        while (true) {
            Scenario before = smallest;
            for (int from = 0; from < smallest.misfortunes().size(); ) {
                Scenario fewer = without(smallest, from, chunk);
                if (fails(fewer)) {
                    smallest = fewer;
                } else {
                    from += chunk;
                }
            }
            if (chunk == 1 && smallest.equals(before)) {
                return smallest;
            }
            chunk = Math.max(1, chunk / 2);
        }
    }

    private static Scenario without(Scenario scenario, int from, int count) {
        List<Misfortune> all = scenario.misfortunes();
        var fewer = new ArrayList<>(all.subList(0, from));
        fewer.addAll(all.subList(Math.min(all.size(), from + count), all.size()));
        return scenario.with(fewer);
    }

    private boolean fails(Scenario scenario) {
        return Play.of(scenario, brain, false) instanceof Broken broken
                && broken.invariant().equals(invariant);
    }
}
