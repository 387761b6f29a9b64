package crm.coordination;

import crm.configuration.ClusterOptions;
import crm.coordination.Event.PowerChanged;
import crm.coordination.Event.PowerTask;
import crm.coordination.Leadership.Attempt;
import crm.journal.AgreedState;
import crm.journal.AgreedState.Fencing;
import crm.journal.Entry;
import crm.journal.Entry.FencingFailed;
import crm.journal.Entry.NodeFenced;
import crm.journal.Entry.NodePowered;
import crm.journal.Entry.NodeQuarantined;
import crm.model.NodeName;
import crm.state.FencingOutcome.NotKnown;
import crm.state.FencingOutcome.Off;
import crm.state.FencingOutcome.On;
import crm.state.FencingOutcome.Refused;
import crm.state.PowerProof;
import crm.transition.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * From “asked for” in the journal to proven off, and back to power: attempts with growing pauses, a hold, and a
 * quarantine for a node that comes back only to be fenced again.
 */
final class FencingLadder {

    private final Turn turn;
    private final Tuning tuning;
    private final List<Entry> entries = new ArrayList<>();
    private Leadership leadership;

    FencingLadder(Turn turn, Tuning tuning, Leadership leadership) {
        this.turn = turn;
        this.tuning = tuning;
        this.leadership = leadership;
    }

    Leadership leadership() {
        return leadership;
    }

    Optional<List<Entry>> entries() {
        return entries.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(entries));
    }

    /** An attempt ended. Only a proof counts as off; that a device does not answer says nothing about the node. */
    void ended(PowerChanged power) {
        switch (power.task()) {
            case OFF -> offEnded(power);
            case ON -> onEnded(power);
            case PROVE, LOOK -> {
                // A proof is seen by Reconciliation; a look is for a drill.
            }
        }
    }

    private void offEnded(PowerChanged power) {
        NodeName node = power.node();
        Optional<Fencing> open = turn.facts().agreed().openFencing(node);
        if (open.isEmpty()) {
            leadership = leadership.noAttempt(node);
            return;
        }
        if (!open.get().incarnation().equals(power.life())) {
            return; // Late, and about a life that is over; the one at hand goes on.
        }
        switch (power.outcome()) {
            case Off(PowerProof proof) -> {
                leadership = leadership.noAttempt(node);
                entries.add(new NodeFenced(turn.now(), node, open.get().incarnation(), proof));
            }
            case Refused(String why) -> failed(open.get(), true, why);
            case NotKnown(String why) -> failed(open.get(), false, why);
            case On(String detail) -> failed(open.get(), false, detail);
        }
    }

    private void failed(Fencing fencing, boolean refused, String why) {
        NodeName node = fencing.node();
        int count = Optional.ofNullable(leadership.attempts().get(node))
                        .map(Attempt::count)
                        .orElse(0)
                + 1;
        leadership =
                leadership.attempt(node, new Attempt(count, false, turn.moment().plus(pause(count))));
        if (!fencing.detail().equals(why) || fencing.attempts() == 0) {
            entries.add(new FencingFailed(turn.now(), node, fencing.incarnation(), refused, why));
        }
    }

    /** {@code fencing-max-attempts} ends the haste, not the wish: once the switch answers again, recovery must follow. */
    private Duration pause(int failed) {
        int hurried = ClusterOptions.of(turn.facts().agreed().configuration().options())
                .fencingMaxAttempts();
        return failed < hurried ? tuning.backoff(failed) : tuning.calmPause();
    }

    private void onEnded(PowerChanged power) {
        leadership = leadership.restoring(power.node(), turn.moment().plus(tuning.calmPause()));
        Outcome outcome = switch (power.outcome()) {
            case On(String detail) -> new Outcome.Succeeded(detail);
            case Off _ -> new Outcome.Failed("the port is still off");
            case Refused(String why) -> new Outcome.Failed(why);
            case NotKnown(String why) -> new Outcome.Failed(why);
        };
        Optional<Fencing> last = lastFencing(turn.facts().agreed(), power.node())
                .filter(fencing -> fencing.incarnation().equals(power.life()));
        boolean repeated = !(outcome instanceof Outcome.Succeeded)
                && last.filter(fencing -> fencing.powered().equals(Optional.of(false)))
                        .isPresent();
        if (last.isPresent() && !repeated) {
            entries.add(new NodePowered(turn.now(), power.node(), outcome));
        }
    }

    /** Starts the attempts and restorations that are due. */
    void advance() {
        AgreedState agreed = turn.facts().agreed();
        agreed.fencings().stream().filter(Fencing::open).forEach(this::attempt);
        for (NodeName node : fencedNodes(agreed)) {
            lastFencing(agreed, node).ifPresent(this::restore);
        }
    }

    private void attempt(Fencing fencing) {
        Attempt attempt = leadership.attempts().getOrDefault(fencing.node(), new Attempt(0, false, Moment.EVER));
        if (attempt.running() || turn.moment().isBefore(attempt.notBefore())) {
            return;
        }
        leadership = leadership.attempt(fencing.node(), new Attempt(attempt.count(), true, attempt.notBefore()));
        turn.command(new Command.SwitchPower(fencing.node(), fencing.incarnation(), PowerTask.OFF, tuning.cutLimit()));
    }

    private static List<NodeName> fencedNodes(AgreedState agreed) {
        return agreed.fencings().stream().map(Fencing::node).distinct().toList();
    }

    private static Optional<Fencing> lastFencing(AgreedState agreed, NodeName node) {
        return agreed.fencings().stream().filter(f -> f.node().equals(node)).reduce((a, b) -> b);
    }

    private void restore(Fencing fencing) {
        NodeName node = fencing.node();
        boolean waits = fencing.proof().filter(FencingLadder::switchedOffByUs).isPresent()
                && !fencing.powered().orElse(false)
                && !turn.facts().presence().members().contains(node)
                && !turn.facts().agreed().quarantined().contains(node)
                && powerComesBack();
        if (!waits || isHeld(node)) {
            return;
        }
        int recent = recentlySwitchedOff(node);
        int limit = ClusterOptions.of(turn.facts().agreed().configuration().options())
                .fencingQuarantineAfter();
        if (limit > 0 && recent >= limit) {
            entries.add(new NodeQuarantined(turn.now(), node, recent, tuning.quarantineWindow()));
            return;
        }
        leadership = leadership.restoring(node, Moment.NEVER);
        turn.command(new Command.SwitchPower(node, fencing.incarnation(), PowerTask.ON, tuning.restoreLimit()));
    }

    /** The hold counts from when this leader learns of the proof: when it was given, another clock may have said. */
    private boolean isHeld(NodeName node) {
        Moment notBefore = leadership.restoring().get(node);
        if (notBefore == null) {
            leadership = leadership.restoring(node, turn.moment().plus(tuning.hold()));
        }
        return notBefore == null || turn.moment().isBefore(notBefore);
    }

    /** A cable that a person pulls again and again says nothing against the node; only what we had to do counts. */
    private int recentlySwitchedOff(NodeName node) {
        Instant window = turn.now().minus(tuning.quarantineWindow());
        return (int) turn.facts().agreed().fencings().stream()
                .filter(f -> f.node().equals(node) && f.askedAt().isAfter(window))
                .filter(f -> f.proof().filter(FencingLadder::switchedOffByUs).isPresent())
                .count();
    }

    /** {@code fencing-action=off} means that a person gives the power back. */
    private boolean powerComesBack() {
        var options = turn.facts().agreed().configuration().options();
        String action = options.get("fencing-action")
                .or(() -> options.get("stonith-action"))
                .orElse("reboot");
        return !action.equals("off");
    }

    private static boolean switchedOffByUs(PowerProof proof) {
        return switch (proof.evidence()) {
            case PowerProof.PortOff _, PowerProof.SwitchedOff _, PowerProof.AgentReported _ -> true;
            case PowerProof.NoLoad _, PowerProof.Confirmed _, PowerProof.WatchdogExpired _ -> false;
        };
    }
}
