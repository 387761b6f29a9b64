package crm.printer.program;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** The calls that wait for one recipient, and the virtual thread that makes them one after the other. */
final class RecipientQueue {

    /** A recipient this far behind gets no more. */
    private static final int WAITING_MAX = 1000;

    private final BlockingQueue<ProgramRun> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
    private final Thread caller;

    RecipientQueue(String name) {
        this.caller = Thread.ofVirtual().name("alert " + name).start(this::callAll);
    }

    /** Whether there was room. */
    boolean offer(ProgramRun run) {
        return waiting.offer(run);
    }

    void close() {
        caller.interrupt();
    }

    private void callAll() {
        try {
            while (true) {
                waiting.take().toEnd();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }
}
