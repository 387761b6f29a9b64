package crm.fencing;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The machine's own watchdog: once opened it resets the machine unless {@link #keepAlive} is called again and again, from
 * the loop whose life it vouches for. A daemon that hangs, or that lost the cluster and cannot stop its services, is thus
 * ended by hardware.
 *
 * <p>Any file or pipe can stand in for the device: it then sees the same bytes. Used by one thread.
 */
public final class Watchdog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

    /** {@code WDIOC_SETTIMEOUT}: _IOWR('W', 6, int) of linux/watchdog.h, the same on x86 and ARM. */
    private static final long SET_TIMEOUT = 0xC0045706L;

    /** The driver's "magic close": this byte before closing says that the end is intended. */
    private static final char INTENDED_END = 'V';

    private static final char STILL_ALIVE = '\0';

    private final String path;
    private final int file;
    private final Duration timeout;
    private boolean closed;

    /**
     * Opens the device: from now on it counts.
     *
     * @param path usually {@code /dev/watchdog}
     * @param timeout without a sign of life for so long, it resets the machine; whole seconds
     * @throws WatchdogUnavailable if there is no such device, or another program has it
     */
    public Watchdog(String path, Duration timeout) throws WatchdogUnavailable {
        this.path = path;
        this.file = Posix.openForWriting(path);
        if (file < 0) {
            throw new WatchdogUnavailable(path + " cannot be opened: it does not exist, or another program has it");
        }
        int granted = Posix.ioctl(file, SET_TIMEOUT, (int) timeout.toSeconds());
        this.timeout = granted > 0 ? Duration.ofSeconds(granted) : timeout;
        if (granted <= 0) {
            LOG.warn("{} takes no timeout; its own is used, or it is no real watchdog", path);
        }
        keepAlive();
    }

    /** After how long without a sign of life it resets the machine; the device may have rounded what was asked. */
    public Duration timeout() {
        return timeout;
    }

    /** The sign of life. Must come well within {@link #timeout}. */
    public void keepAlive() {
        if (!closed && !Posix.write(file, STILL_ALIVE)) {
            LOG.error("{} did not take the sign of life", path);
        }
    }

    /** Lets the device reset the machine: no sign of life is given any more, and no intended end either. */
    public void letItReset() {
        if (!closed) {
            closed = true;
            // The shortest time it has; the file stays open, as closing might stop the count.
            int granted = Posix.ioctl(file, SET_TIMEOUT, 1);
            LOG.error("{} will reset this machine within {} s", path, granted > 0 ? granted : timeout.toSeconds());
        }
    }

    /** Stops the count: the daemon ends because it was told to. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            if (!Posix.write(file, INTENDED_END)) {
                LOG.error("{} was not told that the end is intended and may reset this machine", path);
            }
            Posix.close(file);
        }
    }

    /** There is no watchdog to be had. */
    public static final class WatchdogUnavailable extends Exception {
        private static final long serialVersionUID = 1L;

        WatchdogUnavailable(String message) {
            super(message);
        }
    }
}
