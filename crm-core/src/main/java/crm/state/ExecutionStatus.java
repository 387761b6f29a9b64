package crm.state;

/**
 * How the execution of an operation ended, apart from what the agent's exit code says; numbers as in Pacemaker's
 * {@code CRM_alert_status} and {@code op-status}.
 */
public enum ExecutionStatus {
    PENDING(-1, "Pending"),
    DONE(0, "Done"),
    CANCELLED(1, "Cancelled"),
    TIMED_OUT(2, "Timed out"),
    NOT_SUPPORTED(3, "Unsupported"),
    ERROR(4, "Error"),
    ERROR_HARD(5, "Hard error"),
    ERROR_FATAL(6, "Fatal error"),
    NOT_INSTALLED(7, "Not installed"),
    NOT_CONNECTED(8, "Internal communication failure"),
    INVALID(9, "Cannot execute now"),
    NO_FENCE_DEVICE(10, "No fence device"),
    NO_SECRETS(11, "CIB secrets unavailable");

    private final int code;
    private final String text;

    ExecutionStatus(int code, String text) {
        this.code = code;
        this.text = text;
    }

    public int code() {
        return code;
    }

    public String text() {
        return text;
    }
}
