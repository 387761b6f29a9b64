package crm.agent.script;

import crm.agent.action.OcfExit;

/** What the exit code of an init script means (Linux Standard Base, init script actions). */
final class InitScriptStatus {

    private InitScriptStatus() {}

    /** Of {@code status}: 1 dead with a pid file, 2 dead with a lock file, 3 not running; 4 unknown. */
    static OcfExit ofStatus(int code) {
        return switch (code) {
            case 0 -> OcfExit.SUCCESS;
            case 1, 2, 3 -> OcfExit.NOT_RUNNING;
            default -> OcfExit.GENERIC_ERROR;
        };
    }

    /** Of any other action: up to 7 the standards agree. */
    static OcfExit ofAction(int code) {
        return code >= 0 && code <= 7 ? OcfExit.of(code).orElse(OcfExit.GENERIC_ERROR) : OcfExit.GENERIC_ERROR;
    }
}
