package crm.agent.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits, on a thread of its own, until one of some descriptors can be read, and tells. It costs nothing while
 * nothing happens and tells within the time the kernel needs to wake a thread. Owns the descriptors.
 */
public final class Vigil implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Vigil.class);
    private static final int CLOSE_ON_EXEC = 0x80000;

    private final List<Descriptor> watched;
    private final Descriptor wake;
    private final Thread thread;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Vigil(String name, List<Descriptor> watched, Descriptor wake, IntPredicate onReadable) {
        this.watched = List.copyOf(watched);
        this.wake = wake;
        // A platform thread: poll() would hold the carrier of a virtual one for as long as it waits.
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(() -> keep(onReadable));
    }

    /**
     * Begins.
     *
     * @param onReadable is told, on the vigil's thread, the place in {@code watched} of what can be read; answers
     *     whether to go on
     */
    public static Vigil begin(String name, List<Descriptor> watched, IntPredicate onReadable) throws KernelException {
        Vigil vigil = new Vigil(name, watched, new Descriptor(Libc.eventfd(CLOSE_ON_EXEC)), onReadable);
        vigil.thread.start();
        return vigil;
    }

    private void keep(IntPredicate onReadable) {
        int[] numbers = IntStream.concat(
                        IntStream.of(wake.number()), watched.stream().mapToInt(Descriptor::number))
                .toArray();
        try {
            boolean goOn = true;
            while (goOn) {
                int ready = waitFor(numbers);
                goOn = ready > 0 && onReadable.test(ready - 1);
            }
        } catch (KernelException e) {
            LOG.warn("{} ended: {}", thread.getName(), e.getMessage());
        } finally {
            watched.forEach(Descriptor::close);
        }
    }

    private static int waitFor(int[] numbers) throws KernelException {
        while (true) {
            try {
                return Libc.poll(-1, numbers);
            } catch (KernelException e) {
                if (e.errno() != KernelException.INTERRUPTED) {
                    throw e;
                }
            }
        }
    }

    /** Ends the vigil and waits for its thread, unless called by it, so that nothing is told after this returns. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            byte[] one = ByteBuffer.allocate(8)
                    .order(ByteOrder.nativeOrder())
                    .putLong(1)
                    .array();
            Libc.write(wake.number(), one);
            if (!Thread.currentThread().equals(thread)) {
                thread.join(1000);
            }
            wake.close();
        } catch (KernelException e) {
            LOG.warn("{} could not be woken: {}", thread.getName(), e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
