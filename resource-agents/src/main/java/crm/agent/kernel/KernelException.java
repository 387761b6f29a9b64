package crm.agent.kernel;

import java.io.IOException;

/** The kernel refused a call; carries its {@code errno}. */
public final class KernelException extends IOException {
    private static final long serialVersionUID = 1L;

    public static final int NO_SUCH_PROCESS = 3;
    public static final int TRY_AGAIN = 11;
    public static final int INTERRUPTED = 4;
    public static final int EXISTS = 17;
    public static final int NO_SUCH_DEVICE = 19;
    public static final int ADDRESS_NOT_AVAILABLE = 99;
    public static final int NETWORK_DOWN = 100;

    private final int errno;

    public KernelException(String call, int errno) {
        super(call + ": " + text(errno));
        this.errno = errno;
    }

    public int errno() {
        return errno;
    }

    private static String text(int errno) {
        return switch (errno) {
            case 1 -> "operation not permitted";
            case 2 -> "no such file";
            case NO_SUCH_PROCESS -> "no such process";
            case 13 -> "permission denied";
            case EXISTS -> "already there";
            case NO_SUCH_DEVICE -> "no such device";
            case 22 -> "invalid argument";
            case 95 -> "not supported";
            case ADDRESS_NOT_AVAILABLE -> "address not available";
            case NETWORK_DOWN -> "network is down";
            case 101 -> "network is unreachable";
            default -> "error " + errno;
        };
    }
}
