package crm.coordination;

import crm.configuration.Configuration;
import crm.control.Reply;
import crm.control.Reply.Failed;
import crm.control.Reply.Forecast;
import crm.control.Reply.Kind;
import crm.control.Request;
import crm.journal.AgreedState;
import crm.journal.Incident;
import crm.model.NodeName;
import crm.model.Resource;
import crm.model.ResourceId;
import crm.policy.Plan;
import crm.policy.Scheduler;
import crm.policy.SchedulingInput;
import crm.state.Attributes;
import crm.state.ClusterState;
import crm.state.NodeState;
import crm.state.NodeState.Join;
import crm.state.NodeState.Membership;
import crm.state.Quorum;
import crm.status.Explanation;
import crm.status.Explanation.Elsewhere;
import crm.transition.Transition.Placed;
import crm.transition.Transition.Refused;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Questions, answered by whoever is asked from what it knows. Nothing is changed and nobody else is asked. */
final class Queries {

    private final Facts facts;
    private final Scheduler scheduler;
    private final Instant now;

    Queries(Facts facts, Scheduler scheduler, Instant now) {
        this.facts = facts;
        this.scheduler = scheduler;
        this.now = now;
    }

    Reply answer(Request.Query query) {
        AgreedState agreed = facts.agreed();
        return switch (query) {
            case Request.ShowStatus _ -> new Reply.Status(new StatusAssembly(facts, plan(), now).view());
            case Request.ShowConfiguration _ ->
                new Reply.ShownConfiguration(agreed.configuration(), agreed.configurationVersion());
            case Request.Explain explain -> explain(explain.resource());
            case Request.WhatIfLost lost -> whatIfLost(lost.node());
            case Request.WhatIfConfigured other -> whatIfConfigured(other.configuration());
            case Request.ShowSituation _ -> new Reply.Situation(Planning.input(facts, now));
            case Request.ShowHistory history -> new Reply.History(newest(agreed.incidents(), history.limit()));
            case Request.ShowFencing _ -> new Reply.FencingShown(List.of());
            case Request.ShowReceipts _ -> new Reply.Receipts(agreed.receipts().notes());
        };
    }

    private Plan plan() {
        return scheduler.plan(Planning.input(facts, now));
    }

    private static List<Incident> newest(List<Incident> incidents, int limit) {
        var reversed = new ArrayList<>(incidents);
        Collections.reverse(reversed);
        return reversed.subList(0, Math.min(limit, reversed.size()));
    }

    private Reply explain(ResourceId id) {
        Optional<Resource> resource = facts.agreed().configuration().resource(id);
        if (resource.isEmpty()) {
            return Failed.of(Kind.NO_SUCH_THING, "there is no resource " + id);
        }
        Plan plan = plan();
        List<ResourceId> primitives =
                resource.get().primitives().stream().map(Resource::id).toList();
        return new Reply.Explanations(plan.transition().placements().stream()
                .filter(placed -> primitives.contains(placed.instance().resource()))
                .map(placed -> explanation(plan, placed))
                .toList());
    }

    private static Explanation explanation(Plan plan, Placed placed) {
        List<Elsewhere> elsewhere = plan.transition().refusals().stream()
                .filter(refused -> refused.instance().equals(placed.instance()))
                .map(Queries::elsewhere)
                .toList();
        return new Explanation(placed.instance(), placed.node(), placed.why().sentence(), elsewhere);
    }

    private static Elsewhere elsewhere(Refused refused) {
        return new Elsewhere(refused.node(), refused.why().sentence());
    }

    private Reply whatIfLost(NodeName node) {
        if (facts.agreed().cluster().node(node).isEmpty()) {
            return Failed.of(Kind.NO_SUCH_THING, "there is no node " + node);
        }
        var warnings = new ArrayList<String>();
        Quorum quorum = quorumWithout(node);
        if (!quorum.held()) {
            warnings.add("Without " + node + " only " + quorum.present() + " of " + quorum.configured()
                    + " voters would be left, " + quorum.needed() + " are needed: every service would be stopped.");
        }
        ClusterState after = facts.cluster().change(node, Queries::provenOff);
        var hypothetical = new ClusterState(quorum, after.leader(), after.nodes(), after.tickets());
        SchedulingInput input =
                Planning.input(facts.agreed().configuration(), facts.agreed().moves(), hypothetical, now);
        var actions = new ArrayList<String>();
        if (quorum.held()) {
            actions.add(node + " is proven off");
        }
        actions.addAll(Sentences.of(scheduler.plan(input).transition()));
        return new Forecast(actions, warnings);
    }

    private Quorum quorumWithout(NodeName node) {
        int present = (int) facts.presence().voters().stream()
                .filter(voter -> facts.presence().members().contains(voter) && !voter.equals(node))
                .count();
        return Quorum.of(present, facts.presence().voters().size());
    }

    private static NodeState provenOff(NodeState node) {
        return new NodeState(
                node.name(),
                node.incarnation(),
                Membership.LOST,
                false,
                Join.DOWN,
                Join.DOWN,
                Optional.empty(),
                Optional.empty(),
                Attributes.NONE,
                List.of(),
                node.fenced(),
                false,
                Optional.empty());
    }

    private Reply whatIfConfigured(Configuration other) {
        SchedulingInput input = Planning.input(other, facts.agreed().moves(), facts.cluster(), now);
        return new Forecast(Sentences.of(scheduler.plan(input).transition()), List.of());
    }
}
