package crm.coordination;

import crm.configuration.ConfigurationEdit;
import crm.control.Reply;
import crm.control.Reply.Done;
import crm.control.Reply.Failed;
import crm.control.Reply.Kind;
import crm.control.Request;
import crm.journal.AgreedState.Fencing;
import crm.journal.Entry;
import crm.journal.Entry.ConfigurationChanged;
import crm.journal.Entry.FencingDrilled;
import crm.journal.Evidences;
import crm.model.NodeName;
import crm.model.ResourceId;
import crm.policy.Plan;
import crm.state.OperationRecord;
import crm.state.PowerProof;
import crm.transition.Outcome;
import crm.transition.Transition.Blocked;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a change has led to, once the cluster has come to rest with it. */
final class Effects {

    private final Facts facts;
    private final Plan plan;
    private final Now now;

    Effects(Facts facts, Plan plan, Now now) {
        this.facts = facts;
        this.plan = plan;
        this.now = now;
    }

    /** How a change ends, or goes on. */
    sealed interface Effect {}

    /** It is over: the answer, and what is still to be written. */
    record Concluded(Reply reply, List<Entry> entries) implements Effect {}

    /** Its first half is over. */
    record NextStage(List<Entry> entries, String progress) implements Effect {}

    /** Empty while the effect is not there yet. */
    Optional<Effect> of(PendingChange change) {
        return switch (change.request()) {
            case Request.Move c -> concluded(moved(c, change));
            case Request.Restart c -> change.second() ? concluded(now(c.resource())) : secondHalf(c.resource());
            case Request.SetTargetRole c -> concluded(now(c.resource()));
            case Request.Ban c -> concluded(now(c.resource()));
            case Request.Clear c -> concluded(now(c.resource()));
            case Request.SetManaged c -> concluded(now(c.resource()));
            case Request.Fence c -> fenced(c.node(), change, false);
            case Request.DrillFencing c -> fenced(c.node(), change, true);
            case Request.Configure c -> concluded(settled(c.summary()));
            case Request.Cleanup _ -> concluded(settled("failures are forgotten and everything was probed"));
            case Request.SetStandby c ->
                concluded(settled(c.node() + (c.standby() ? " is in standby" : " may run services again")));
            case Request.SetMaintenance c ->
                concluded(settled(c.node().map(NodeName::value).orElse("the cluster")
                        + (c.maintenance()
                                ? " is in maintenance: nothing is started or stopped"
                                : " is managed again")));
            case Request.ConfirmOff c -> concluded(settled(c.node() + " counts as off"));
            case Request.EndQuarantine c -> concluded(settled(c.node() + " may come back"));
            case Request.SetAttribute c -> concluded(settled(c.name() + " of " + c.node() + " is set"));
            case Request.Leave c -> concluded(settled(c.node() + " has left"));
            case Request.ChangeVoters c -> Belonging.outcome(c, facts).flatMap(Effects::concluded);
            case Request.ReportTrouble _ -> concluded(Done.of("done"));
        };
    }

    private static Optional<Effect> concluded(Reply reply) {
        return Optional.of(new Concluded(reply, List.of()));
    }

    private Reply moved(Request.Move move, PendingChange change) {
        List<NodeName> here = Whereabouts.of(plan, move.resource());
        String took = String.format(
                Locale.ROOT,
                "%.1f s",
                change.asked().moment().until(now.moment()).toMillis() / 1000.0);
        boolean arrived = move.target().map(t -> here.equals(List.of(t))).orElse(!here.isEmpty());
        if (arrived) {
            return Done.of(move.resource() + " is on " + names(here) + " after " + took);
        }
        var sentences = new ArrayList<String>();
        sentences.add(move.resource() + " could not be moved"
                + move.target().map(t -> " to " + t).orElse("") + "; it is "
                + (here.isEmpty() ? "stopped" : "on " + names(here)) + ", and the move is undone");
        move.target().ifPresent(target -> sentences.addAll(troubles(move.resource(), target)));
        return new Failed(Kind.ERROR, sentences);
    }

    /** Why the resource, or a part of it, is not on that node. */
    private List<String> troubles(ResourceId resource, NodeName node) {
        List<ResourceId> parts = facts.agreed()
                .configuration()
                .resource(resource)
                .map(r -> r.primitives().stream().map(p -> p.id()).toList())
                .orElse(List.of(resource));
        return facts.agreed().cluster().nodes().stream()
                .filter(n -> n.name().equals(node))
                .flatMap(n -> n.history().stream())
                .filter(h -> parts.contains(h.instance().resource()))
                .flatMap(h -> h.operations().stream())
                .filter(OperationRecord::keptAsFailure)
                .map(o -> o.instance() + " " + o.task() + " on " + o.node() + " failed"
                        + (o.exitReason().isEmpty() ? "" : ": " + o.exitReason()))
                .toList();
    }

    private Reply now(ResourceId resource) {
        List<NodeName> here = Whereabouts.of(plan, resource);
        String state = here.isEmpty() ? resource + " is stopped" : resource + " runs on " + names(here);
        return settled(state);
    }

    private Reply settled(String sentence) {
        var sentences = new ArrayList<String>();
        sentences.add(sentence);
        plan.transition().blocked().stream()
                .map(Blocked::why)
                .map(why -> why.sentence())
                .distinct()
                .forEach(sentences::add);
        return new Done(sentences);
    }

    private Optional<Effect> secondHalf(ResourceId resource) {
        var edit = new ConfigurationEdit(facts.agreed().configuration());
        var started = edit.setMeta(resource, "target-role", Optional.of("Started"));
        return Optional.of(new NextStage(
                List.of(new ConfigurationChanged(now.date(), started, "the cluster", "restart of " + resource)),
                resource + " is stopped; starting it again"));
    }

    private Optional<Effect> fenced(NodeName node, PendingChange change, boolean drill) {
        Optional<Fencing> last = facts.agreed().fencings().stream()
                .filter(f -> f.node().equals(node)
                        && !f.askedAt().isBefore(change.asked().date()))
                .reduce((a, b) -> b);
        if (last.isEmpty() || last.get().open()) {
            return Optional.empty();
        }
        PowerProof proof = last.get().proof().orElseThrow();
        Duration took = Duration.between(last.get().askedAt(), proof.at());
        List<Entry> entries = drill
                ? List.of(new FencingDrilled(
                        now.date(), node, proof.device(), new Outcome.Succeeded(Evidences.sentence(proof)), took))
                : List.of();
        String sentence = String.format(
                Locale.ROOT,
                "%s is off, proven after %.2f s: %s",
                node,
                took.toMillis() / 1000.0,
                Evidences.sentence(proof));
        return Optional.of(new Concluded(Done.of(sentence), entries));
    }

    private static String names(List<NodeName> nodes) {
        return String.join(", ", nodes.stream().map(NodeName::value).toList());
    }
}
