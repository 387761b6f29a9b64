package crm.formats.pacemaker;

/** What Pacemaker 3 calls the exit codes of agents. */
public final class ExitText {

    private ExitText() {}

    /** The words for an OCF exit code. */
    public static String of(int code) {
        return switch (code) {
            case 0 -> "OK";
            case 1 -> "Error occurred";
            case 2 -> "Invalid parameter";
            case 3 -> "Unimplemented";
            case 4 -> "Insufficient privileges";
            case 5 -> "Not installed";
            case 6 -> "Not configured";
            case 7 -> "Not running";
            case 8 -> "Promoted";
            case 9 -> "Failed in promoted role";
            case 189 -> "Connection died";
            case 190 -> "Degraded";
            case 191 -> "Degraded in promoted role";
            case 193 -> "Unknown";
            default -> "Unknown exit status";
        };
    }
}
