package crm.agent.kernel;

import java.time.Duration;
import java.util.Optional;

/** A hold on one process that no reuse of its number can confuse; readable once the process has ended. */
public final class PidDescriptor implements AutoCloseable {

    private static final long PIDFD_SEND_SIGNAL = 424;
    private static final long PIDFD_OPEN = 434;
    private static final long PIDFD_GETFD = 438;

    private final Descriptor descriptor;

    private PidDescriptor(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    /** A hold on the process that has this number now; empty if none has. */
    public static Optional<PidDescriptor> open(int pid) throws KernelException {
        try {
            int number = (int) Libc.syscall("pidfd_open", PIDFD_OPEN, pid, 0, 0, 0);
            return Optional.of(new PidDescriptor(new Descriptor(number)));
        } catch (KernelException e) {
            if (e.errno() == KernelException.NO_SUCH_PROCESS) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Waits for the end of the process; whether it has ended. */
    public boolean awaitEnd(Duration limit) throws KernelException {
        return descriptor.awaitReadable(limit);
    }

    /** Sends a signal; whether the process was still there to receive it. */
    public boolean signal(int signal) throws KernelException {
        try {
            Libc.syscall("pidfd_send_signal", PIDFD_SEND_SIGNAL, descriptor.number(), signal, 0, 0);
            return true;
        } catch (KernelException e) {
            if (e.errno() == KernelException.NO_SUCH_PROCESS) {
                return false;
            }
            throw e;
        }
    }

    /** A copy, in this process, of a descriptor that the process holds. */
    public Descriptor copyOf(int itsDescriptor) throws KernelException {
        long number = Libc.syscall("pidfd_getfd", PIDFD_GETFD, descriptor.number(), itsDescriptor, 0, 0);
        return new Descriptor((int) number);
    }

    public Descriptor descriptor() {
        return descriptor;
    }

    @Override
    public void close() {
        descriptor.close();
    }
}
