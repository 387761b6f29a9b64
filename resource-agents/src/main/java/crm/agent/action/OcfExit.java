package crm.agent.action;

import java.util.Optional;

/** Exit codes of the OCF resource agent standard, with the words an operator reads for them. */
public enum OcfExit {
    SUCCESS(0, "OK"),
    GENERIC_ERROR(1, "Error occurred"),
    INVALID_PARAMETER(2, "Invalid parameter"),
    UNIMPLEMENTED(3, "Unimplemented"),
    INSUFFICIENT_PRIVILEGES(4, "Insufficient privileges"),
    NOT_INSTALLED(5, "Not installed"),
    NOT_CONFIGURED(6, "Not configured"),
    NOT_RUNNING(7, "Not running"),
    PROMOTED(8, "Promoted"),
    FAILED_PROMOTED(9, "Failed in promoted role"),
    DEGRADED(190, "Degraded"),
    DEGRADED_PROMOTED(191, "Degraded in promoted role");

    private final int code;
    private final String words;

    OcfExit(int code, String words) {
        this.code = code;
        this.words = words;
    }

    public int code() {
        return code;
    }

    public String words() {
        return words;
    }

    /** The meaning of an exit code; empty for one that the standard does not know. */
    public static Optional<OcfExit> of(int code) {
        for (OcfExit exit : values()) {
            if (exit.code == code) {
                return Optional.of(exit);
            }
        }
        return Optional.empty();
    }
}
