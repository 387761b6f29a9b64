package crm.policy.situation;

import crm.model.Role;
import crm.state.ExecutionStatus;
import crm.state.OperationRecord;
import java.util.Optional;

/**
 * What a recorded result means, which is not always what the executor made of it: finding a resource stopped is no
 * failure of a probe, and an exit code nobody expected is one although the agent ended well.
 *
 * @param role what the result alone says of the role
 * @param clears whether it makes earlier failures void
 * @param hopeless whether it could not even be stopped, and its node cannot be fenced: nothing else can be tried
 * @param words the exit code in words
 */
record OperationResult(
        ExecutionStatus status, int exitCode, Optional<Role> role, boolean clears, boolean hopeless, String words) {

    private static final int OK = 0;
    private static final int INVALID_PARAMETER = 2;
    private static final int UNIMPLEMENTED = 3;
    private static final int INSUFFICIENT_PRIVILEGES = 4;
    private static final int NOT_INSTALLED = 5;
    private static final int NOT_CONFIGURED = 6;
    private static final int NOT_RUNNING = 7;
    private static final int RUNNING_PROMOTED = 8;
    private static final int FAILED_PROMOTED = 9;
    private static final int DEGRADED = 190;
    private static final int DEGRADED_PROMOTED = 191;

    static OperationResult of(OperationRecord operation, boolean managed, boolean canFence) {
        int exitCode = switch (operation.exitCode()) {
            case DEGRADED -> OK;
            case DEGRADED_PROMOTED -> RUNNING_PROMOTED;
            default -> operation.exitCode();
        };
        boolean judged = operation.status() == ExecutionStatus.DONE || operation.status() == ExecutionStatus.ERROR;
        if (!judged) {
            return new OperationResult(
                    operation.status(), exitCode, Optional.empty(), false, false, words(exitCode, operation));
        }
        boolean expected = operation.expectedExitCode().map(e -> e == exitCode).orElse(exitCode == OK);
        return judge(operation, exitCode, expected, managed, canFence);
    }

    private static OperationResult judge(
            OperationRecord operation, int exitCode, boolean expected, boolean managed, boolean canFence) {
        ExecutionStatus status = expected ? ExecutionStatus.DONE : ExecutionStatus.ERROR;
        Optional<Role> role = Optional.empty();
        boolean clears = false;
        boolean hopeless = false;
        switch (exitCode) {
            case OK -> {
                if (operation.isProbe()) {
                    status = ExecutionStatus.DONE;
                }
            }
            case NOT_RUNNING -> {
                // Neither probes, nor monitors that expect it, nor what is unmanaged fails by not running.
                if (operation.isProbe() || expected || !managed) {
                    status = ExecutionStatus.DONE;
                    role = Optional.of(Role.STOPPED);
                    clears = true;
                }
            }
            case RUNNING_PROMOTED -> {
                if (operation.isProbe()) {
                    status = ExecutionStatus.DONE;
                }
                role = Optional.of(Role.PROMOTED);
            }
            case FAILED_PROMOTED -> {
                role = Optional.of(Role.PROMOTED);
                status = ExecutionStatus.ERROR;
            }
            case NOT_CONFIGURED -> status = ExecutionStatus.ERROR_FATAL;
            case UNIMPLEMENTED, NOT_INSTALLED, INVALID_PARAMETER, INSUFFICIENT_PRIVILEGES -> {
                boolean unsupported = exitCode == UNIMPLEMENTED && operation.isRecurring();
                hopeless = !unsupported && operation.task().equals("stop") && !canFence;
                status = unsupported
                        ? ExecutionStatus.NOT_SUPPORTED
                        : hopeless ? ExecutionStatus.ERROR : ExecutionStatus.ERROR_HARD;
            }
            default -> {
                if (status == ExecutionStatus.DONE) {
                    status = ExecutionStatus.ERROR;
                }
            }
        }
        return new OperationResult(status, exitCode, role, clears, hopeless, words(exitCode, operation));
    }

    /** Whether a probe says that the resource cannot be there: its software is not, or not as it is configured. */
    boolean cannotBeAsked(OperationRecord operation) {
        return operation.isProbe()
                && (exitCode == NOT_INSTALLED
                        || exitCode == INVALID_PARAMETER
                        || status == ExecutionStatus.NOT_INSTALLED);
    }

    private static String words(int exitCode, OperationRecord operation) {
        if (!operation.exitReason().isBlank()) {
            return operation.exitReason();
        }
        return switch (exitCode) {
            case INVALID_PARAMETER -> "invalid parameter";
            case UNIMPLEMENTED -> "unimplemented feature";
            case INSUFFICIENT_PRIVILEGES -> "insufficient privileges";
            case NOT_INSTALLED -> "not installed";
            case NOT_CONFIGURED -> "not configured";
            default -> operation.status() == ExecutionStatus.NOT_INSTALLED ? "not installed" : "error " + exitCode;
        };
    }
}
