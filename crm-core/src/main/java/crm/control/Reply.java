package crm.control;

import crm.configuration.Configuration;
import crm.configuration.Problem;
import crm.journal.AgreedState;
import crm.journal.Incident;
import crm.policy.SchedulingInput;
import crm.state.Outlet;
import crm.status.Explanation;
import crm.status.StatusView;
import java.time.Instant;
import java.util.List;

/** An answer. A change may be answered by several: any number of {@link Progress}, then one of the others. */
public sealed interface Reply {

    /** Whether another reply follows. */
    default boolean isLast() {
        return !(this instanceof Progress);
    }

    /** How far a change is, one short sentence. */
    record Progress(String sentence) implements Reply {}

    /** It is done; one sentence each, what happened. */
    record Done(List<String> sentences) implements Reply {
        public Done {
            sentences = List.copyOf(sentences);
        }

        public static Done of(String sentence) {
            return new Done(List.of(sentence));
        }
    }

    record Status(StatusView view) implements Reply {}

    record ShownConfiguration(Configuration configuration, long version) implements Reply {}

    record Explanations(List<Explanation> explanations) implements Reply {
        public Explanations {
            explanations = List.copyOf(explanations);
        }
    }

    /** What would happen, one sentence each, in order; nothing has been done. */
    record Forecast(List<String> actions, List<String> warnings) implements Reply {
        public Forecast {
            actions = List.copyOf(actions);
            warnings = List.copyOf(warnings);
        }
    }

    /** All that the policy engine decides from. */
    record Situation(SchedulingInput input) implements Reply {}

    record History(List<Incident> incidents) implements Reply {
        public History {
            incidents = List.copyOf(incidents);
        }
    }

    record FencingShown(List<DeviceLine> devices) implements Reply {
        public FencingShown {
            devices = List.copyOf(devices);
        }
    }

    /** The receipts that the journal remembers, oldest first. */
    record Receipts(List<AgreedState.ReceiptNote> receipts) implements Reply {
        public Receipts {
            receipts = List.copyOf(receipts);
        }
    }

    /** A token with which one more node may join: a secret, until it was used or has expired. */
    record TokenIssued(String token, Instant expires) implements Reply {
        /** Never the token. */
        @Override
        public String toString() {
            return "TokenIssued[expires=" + expires + "]";
        }
    }

    /** A fence device and what it says; {@code trouble} is empty if it answers. */
    record DeviceLine(String device, List<Outlet> outlets, String trouble) {
        public DeviceLine {
            outlets = List.copyOf(outlets);
        }
    }

    /** What was asked is wrong; nothing has been done. */
    record Wrong(List<Problem> problems) implements Reply {
        public Wrong {
            problems = List.copyOf(problems);
        }
    }

    /** It was tried and did not succeed; what was tried is undone as far as the sentences say. */
    record Failed(Kind kind, List<String> sentences) implements Reply {
        public Failed {
            sentences = List.copyOf(sentences);
        }

        public static Failed of(Kind kind, String sentence) {
            return new Failed(kind, List.of(sentence));
        }
    }

    /** Why a change failed; each has an exit code of its own. */
    enum Kind {
        /** It did not work out. */
        ERROR,
        NOT_PERMITTED,
        NO_SUCH_THING,
        NO_QUORUM,
        NO_LEADER,
        /** It would be dangerous, or it is not possible now. */
        UNSAFE,
        /** It goes on; how it ended is not known yet. */
        TIMED_OUT
    }
}
