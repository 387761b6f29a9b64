package crm.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.spi.FilterReply;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LogFloodTest {

    private final AtomicLong now = new AtomicLong();
    private final LogFlood flood = new LogFlood(now::get);
    private final LoggerContext loggers = new LoggerContext();

    @Test
    void ofTheNetworkLibraryAFewLinesAMinuteAreLetThrough() {
        assertEquals(10, letThrough("org.jgroups.blocks.cs.NioServer", 1000));
        now.addAndGet(TimeUnit.SECONDS.toNanos(61));
        assertEquals(10, letThrough("org.jgroups.blocks.cs.NioServer", 1000));
    }

    @Test
    void whatWeSayOurselvesIsNeverLeftOut() {
        assertEquals(1000, letThrough("crm.node.Daemon", 1000));
    }

    private long letThrough(String logger, int lines) {
        return IntStream.range(0, lines)
                .filter(_ -> flood.decide(null, loggers.getLogger(logger), Level.WARN, "line", null, null)
                        != FilterReply.DENY)
                .count();
    }
}
