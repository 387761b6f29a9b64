package crm.node;

import crm.display.button.SignOfLife;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file by which a lamp, or whoever watches from outside, sees that the event loop turns. It is written beside the loop,
 * since a disk may be slow; while one writing is not done there is no other, so the sign is as old as what it says.
 */
final class AliveFile {

    private static final Logger LOG = LoggerFactory.getLogger(AliveFile.class);
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Path file;
    private final AtomicBoolean writing = new AtomicBoolean();
    // The loop's thread only.
    private long count;
    private long next = System.nanoTime();
    private boolean told;

    AliveFile(Path file) {
        this.file = file;
    }

    /** To be called by the event loop whenever it has dealt with something. */
    void keepAlive(boolean quorum) {
        boolean changed = count == 0 || told != quorum;
        if ((changed || System.nanoTime() - next >= 0) && writing.compareAndSet(false, true)) {
            next = System.nanoTime() + EVERY.toNanos();
            told = quorum;
            long number = ++count;
            Thread.ofVirtual().name("sign-of-life").start(() -> write(number, quorum));
        }
    }

    private void write(long number, boolean quorum) {
        try {
            SignOfLife.write(file, number, quorum);
        } catch (IOException e) {
            // Without it the lamp goes dark, which is what it is for: nothing else is to be told every second.
            LOG.debug("no sign of life in {}: {}", file, e.getMessage());
        } finally {
            writing.set(false);
        }
    }
}
