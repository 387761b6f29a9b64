package crm.node;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * Keeps a stranger from filling the log: the network library writes a line for every connection that it does not understand,
 * and whoever can connect could have as many as he likes. Of each of its loggers a few lines a minute are let through, and that the
 * rest is left out.
 */
public final class LogFlood extends TurboFilter {

    private static final String LIBRARY = "org.jgroups";
    private static final int LINES = 10;
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final LongSupplier nanos;
    // Every thread that logs comes here.
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Minute> minutes = new HashMap<>();

    /** For {@code logback.xml}. */
    public LogFlood() {
        this(System::nanoTime);
    }

    LogFlood(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** What a logger said since. */
    private record Minute(long since, int lines) {}

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] parameters,
            @Nullable Throwable thrown) {
        boolean written = level.isGreaterOrEqual(logger.getEffectiveLevel());
        if (!written || format == null || !logger.getName().startsWith(LIBRARY)) {
            return FilterReply.NEUTRAL;
        }
        int lines = count(logger.getName());
        if (lines == LINES + 1) {
            LoggerFactory.getLogger(LogFlood.class)
                    .warn("{} has more to say; the rest of this minute is left out", logger.getName());
        }
        return lines > LINES ? FilterReply.DENY : FilterReply.NEUTRAL;
    }

    private int count(String logger) {
        lock.lock();
        try {
            long now = nanos.getAsLong();
            Minute minute = minutes.getOrDefault(logger, new Minute(now, 0));
            boolean over = now - minute.since() >= MINUTE;
            Minute next = over ? new Minute(now, 1) : new Minute(minute.since(), minute.lines() + 1);
            minutes.put(logger, next);
            return next.lines();
        } finally {
            lock.unlock();
        }
    }
}
