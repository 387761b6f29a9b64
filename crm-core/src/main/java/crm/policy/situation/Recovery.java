package crm.policy.situation;

import crm.model.OnFail;

/** What a failure leads to, from the mildest to the most severe; of several failures the most severe counts. */
enum Recovery {
    IGNORE,
    DEMOTE,
    RESTART,
    RESET_REMOTE,
    RESTART_CONTAINER,
    BAN,
    BLOCK,
    STOP,
    STANDBY,
    FENCE;

    /** Whether a later success makes it undone. */
    boolean clearedBySuccess() {
        return switch (this) {
            case STOP, BAN, FENCE, STANDBY -> false;
            case BLOCK, IGNORE, DEMOTE, RESTART, RESTART_CONTAINER, RESET_REMOTE -> true;
        };
    }

    static Recovery of(OnFail onFail) {
        return switch (onFail) {
            case IGNORE -> IGNORE;
            case BLOCK -> BLOCK;
            case STOP -> STOP;
            case DEMOTE -> DEMOTE;
            case RESTART -> RESTART;
            case FENCE -> FENCE;
            case STANDBY -> STANDBY;
            case RESTART_CONTAINER -> RESTART_CONTAINER;
        };
    }
}
