package crm.policy.constraint;

import java.util.Optional;

/** What is done to a unit or a node, and the points in the order that a collective's doings end with. */
public enum Verb {
    START("start"),
    RUNNING("running"),
    STOP("stop"),
    STOPPED("stopped"),
    PROMOTE("promote"),
    PROMOTED("promoted"),
    DEMOTE("demote"),
    DEMOTED("demoted"),
    MONITOR("monitor"),
    CANCEL("cancel"),
    RELOAD("reload-agent"),
    MIGRATE_TO("migrate_to"),
    MIGRATE_FROM("migrate_from"),
    NOTIFY("notify"),
    NOTIFIED("notified"),
    /** Forget a history. */
    DELETE("delete"),
    /** Have the cluster itself forget a history, whatever becomes of the node it is about. */
    ERASE("lrm_delete"),
    CLEAR_FAIL_COUNT("clear_failcount"),
    FENCE("stonith"),
    SHUTDOWN("do_shutdown"),
    /** Room is made on a node. */
    LOAD_STOPPED("load_stopped"),
    /** Enough of several actions are done. */
    ENOUGH("one-or-more");

    private final String text;

    Verb(String text) {
        this.text = text;
    }

    public static Optional<Verb> parse(String text) {
        for (Verb verb : values()) {
            if (verb.text.equals(text)) {
                return Optional.of(verb);
            }
        }
        return Optional.empty();
    }

    /** The point at which a collective has done it. */
    public Verb completion() {
        return switch (this) {
            case START -> RUNNING;
            case STOP -> STOPPED;
            case PROMOTE -> PROMOTED;
            case DEMOTE -> DEMOTED;
            case NOTIFY -> NOTIFIED;
            default -> this;
        };
    }

    /** What is done, of a point at which it is. */
    public Verb deed() {
        return switch (this) {
            case RUNNING -> START;
            case STOPPED -> STOP;
            case PROMOTED -> PROMOTE;
            case DEMOTED -> DEMOTE;
            case NOTIFIED -> NOTIFY;
            default -> this;
        };
    }

    /** What undoes it. */
    public Optional<Verb> inverse() {
        return switch (this) {
            case START -> Optional.of(STOP);
            case STOP -> Optional.of(START);
            case PROMOTE -> Optional.of(DEMOTE);
            case DEMOTE -> Optional.of(PROMOTE);
            case RUNNING -> Optional.of(STOPPED);
            case STOPPED -> Optional.of(RUNNING);
            case PROMOTED -> Optional.of(DEMOTED);
            case DEMOTED -> Optional.of(PROMOTED);
            default -> Optional.empty();
        };
    }

    /** Whether it takes something away: there is no harm if nothing is there to take away. */
    public boolean isDown() {
        return deed() == STOP || deed() == DEMOTE;
    }

    @Override
    public String toString() {
        return text;
    }
}
