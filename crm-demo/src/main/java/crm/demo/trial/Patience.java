package crm.demo.trial;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waiting for what must come about; how long it takes proves nothing on a busy machine. */
public final class Patience {
    private static final Duration ENOUGH = Duration.ofSeconds(90);

    private Patience() {}

    /** A question that may fail while the answer is not there yet. */
    @FunctionalInterface
    public interface Question {
        boolean ask() throws IOException, InterruptedException;
    }

    /**
     * Waits until the answer is yes.
     *
     * @throws InVain if it is not within a minute and a half
     */
    public static void until(String what, Question question) throws IOException, InterruptedException {
        var deadline = System.nanoTime() + ENOUGH.toNanos();
        while (!question.ask()) {
            if (System.nanoTime() > deadline) {
                throw new InVain("waited in vain until " + what);
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
