package crm.coordination;

/** OCF exit codes in words (OCF resource agent API 1.1, Pacemaker's wording). */
final class ExitText {

    private ExitText() {}

    static String of(int code) {
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
            case 190 -> "Degraded";
            case 191 -> "Degraded in promoted role";
            default -> "Exit code " + code;
        };
    }
}
