package crm.policy;

import crm.policy.action.DraftActions;
import crm.policy.assembly.AssembleTransition;
import crm.policy.constraint.CompileConstraints;
import crm.policy.ordering.ResolveOrderings;
import crm.policy.placement.PlaceResources;
import crm.policy.preference.ScorePreferences;
import crm.policy.rule.EvaluateRules;
import crm.policy.situation.ReadSituation;

/** The policy engine's door: eight stages, each of which hands on what can no longer change. */
public final class Scheduler {

    /** An engine; it holds nothing. */
    public Scheduler() {}

    /** Decides what to do now. Never fails on a configuration {@code ConfigurationCheck} finds no error in. */
    public Plan plan(SchedulingInput input) {
        var effective = new EvaluateRules(input.configuration(), input.state(), input.now()).result();
        var situation = new ReadSituation(effective, input.state(), input.now()).result();
        var constraints = new CompileConstraints(effective, situation).result();
        var preferences = new ScorePreferences(effective, situation, constraints).result();
        var placement = new PlaceResources(effective.options(), situation, constraints, preferences).result();
        var reached = situation.with(placement.nodes());
        var draft = new DraftActions(effective.options(), reached, constraints, placement).result();
        var resolved = new ResolveOrderings(draft, constraints, reached, placement).result();
        return new AssembleTransition(effective, situation, reached, draft, resolved).result();
    }
}
