package crm.policy.action;

import crm.model.NodeName;
import crm.policy.constraint.Verb;
import crm.policy.situation.Requires;
import crm.transition.Action.FencingOperation;
import crm.transition.Reason;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;

/**
 * An action that may or may not be needed.
 *
 * @param number its place in the draft, from zero
 * @param unit whom it is done to; empty for what is done to nodes
 * @param label what its verb does not say: a gate's name, which notification it is
 * @param pseudo whether nothing is called
 * @param required whether it is needed for its own sake
 * @param blocked whether it cannot be done for its own sake
 * @param migratable whether it is part of a live migration
 * @param abortsMigration whether it is a stop that only cleans up after a migration: no start follows from it
 * @param shown whether it is done without anything needing it, pulling nothing with it
 * @param why what else makes it needed, or blocks it; empty if nothing does yet
 * @param own why it is there at all, where nothing else explains it
 * @param unassigned whether it is a stop of what no node can take
 * @param needs what must be so before it may be done
 * @param details for the agent, beyond what the configuration says
 */
public record DraftedAction(
        int number,
        OptionalInt unit,
        Verb verb,
        Optional<String> label,
        Duration interval,
        Optional<NodeName> node,
        boolean pseudo,
        boolean required,
        boolean blocked,
        boolean migratable,
        boolean abortsMigration,
        boolean shown,
        Optional<Reason> why,
        Optional<Reason> own,
        boolean unassigned,
        Requires needs,
        Optional<FencingOperation> fencing,
        SequencedMap<String, String> details) {

    public DraftedAction {
        details = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(details));
    }

    public boolean isProbe() {
        return verb == Verb.MONITOR && interval.isZero();
    }

    public boolean isOn(NodeName other) {
        return node.equals(Optional.of(other));
    }

    /** What is done, of a point around it what it is around. */
    public Verb deed() {
        int at = label.map(text -> text.indexOf("_notify_")).orElse(-1);
        return at < 0
                ? verb.deed()
                : Verb.parse(label.orElse("").substring(at + "_notify_".length()))
                        .orElse(verb)
                        .deed();
    }

    /** The same action with other details for the agent. */
    public DraftedAction with(SequencedMap<String, String> changed) {
        return new DraftedAction(
                number,
                unit,
                verb,
                label,
                interval,
                node,
                pseudo,
                required,
                blocked,
                migratable,
                abortsMigration,
                shown,
                why,
                own,
                unassigned,
                needs,
                fencing,
                changed);
    }
}
