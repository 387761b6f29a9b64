package crm.policy.action;

import crm.model.NodeName;
import crm.policy.constraint.ActionOrdering;
import crm.policy.constraint.Verb;
import crm.policy.situation.Requires;
import crm.policy.situation.Unit;
import crm.transition.Action.FencingOperation;
import crm.transition.Reason;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** An action while it is being drafted. */
final class Sketch {

    final int number;
    final @Nullable Unit unit;
    Verb verb;
    final Duration interval;

    @Nullable
    NodeName node;

    /** What its verb does not say. */
    @Nullable
    String label;

    boolean pseudo;
    boolean required;
    boolean blocked;
    boolean migratable;
    /** Whether it is a stop that only cleans up after a migration that succeeded. */
    boolean abortsMigration;
    /** Whether it is done without anything needing it: so it pulls nothing with it. */
    boolean shown;
    /** What makes it necessary or impossible, where another's doing or the cluster does. */
    @Nullable
    Reason why;
    /** Why it is there at all; told to people where nothing else explains it. */
    @Nullable
    Reason own;
    /** Whether it is a stop of what no node can take. */
    boolean unassigned;

    Requires needs = Requires.NOTHING;

    @Nullable
    FencingOperation fencing;

    final SequencedMap<String, String> details = new LinkedHashMap<>();

    Sketch(int number, @Nullable Unit unit, Verb verb, Duration interval, @Nullable NodeName node) {
        this.number = number;
        this.unit = unit;
        this.verb = verb;
        this.interval = interval;
        this.node = node;
    }

    /** The first cause is kept. */
    void because(Reason reason) {
        if (why == null) {
            why = reason;
        }
    }

    void block(Reason reason) {
        blocked = true;
        why = reason;
    }

    /** Whether it is needed and can be done. */
    boolean isDue() {
        return required && !blocked && unit instanceof Unit.Instance;
    }

    boolean isOn(NodeName other) {
        return other.equals(node);
    }

    ActionOrdering.Single end() {
        return new ActionOrdering.Single(number);
    }

    DraftedAction draft() {
        Unit about = unit;
        return new DraftedAction(
                number,
                about == null ? OptionalInt.empty() : OptionalInt.of(about.index()),
                verb,
                Optional.ofNullable(label),
                interval,
                Optional.ofNullable(node),
                pseudo,
                required,
                blocked,
                migratable,
                abortsMigration,
                shown,
                Optional.ofNullable(why),
                Optional.ofNullable(own),
                unassigned,
                needs,
                Optional.ofNullable(fencing),
                details);
    }
}
