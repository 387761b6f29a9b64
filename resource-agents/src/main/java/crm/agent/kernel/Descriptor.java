package crm.agent.kernel;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** A file descriptor that is closed once, and never used after that by its owner. */
public final class Descriptor implements AutoCloseable {

    private final int number;
    private final AtomicBoolean closed = new AtomicBoolean();

    Descriptor(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    /** Waits until this can be read; whether it can. */
    public boolean awaitReadable(Duration limit) throws KernelException {
        return Libc.poll(milliseconds(limit), number) == 0;
    }

    /** Sends bytes down a connected socket. */
    public void send(byte[] bytes) throws KernelException {
        final int noSignal = 0x4000;
        Libc.send(number, bytes, noSignal);
    }

    /** Rounds up, so that a limit of half a millisecond does not become a busy loop. */
    static int milliseconds(Duration limit) {
        return Math.clamp(limit.plusNanos(999_999).toMillis(), 0, Integer.MAX_VALUE);
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                Libc.close(number);
            } catch (KernelException e) {
                // Linux frees the number even when close() complains; there is nothing left to do with it.
                return;
            }
        }
    }
}
