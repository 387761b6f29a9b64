package crm.printer.collect;

import crm.journal.Incident;
import crm.printer.collect.Noted.Known;
import crm.printer.collect.Noted.Over;
import crm.printer.collect.Noted.Taken;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An {@link AlertBook} that outlives its process: whatever changes it is in the log before anybody relies on it, and the
 * same lines read again give the same incidents with the same numbers. Used by one thread.
 */
final class KeptBook implements AutoCloseable {

    /** So long may the log become before what is spooled is taken out: two thousand alerts or so. */
    static final long LOG_MAX = 1 << 20;

    private final AlertBook book;
    private final AlertLog log;
    private final long logMax;
    private final Instant begun;

    /** The incident given last, unless its receipt is known to be in the spool. */
    private Optional<Incident> unspooled = Optional.empty();

    private KeptBook(AlertBook book, AlertLog log, long logMax, Instant begun) {
        this.book = book;
        this.log = log;
        this.logMax = logMax;
        this.begun = begun;
    }

    /**
     * Opens a book; what an earlier life had taken is in it.
     *
     * @param quiet for so long nothing must have happened before an incident counts as over
     * @param logMax bytes after which the log is written anew without what is spooled
     */
    static KeptBook open(Path file, Duration quiet, long logMax, Instant now) throws IOException {
        AlertLog.Opened opened = AlertLog.open(file);
        var kept = new KeptBook(new AlertBook(quiet), opened.log(), logMax, now);
        opened.found().forEach(noted -> kept.recall(noted, now));
        return kept;
    }

    private void recall(Noted noted, Instant now) {
        switch (noted) {
            case Over(int number, Instant since) -> unspooled = book.close(number, since);
            // The clock of a machine without a battery may have been set back meanwhile.
            case Taken(PacemakerAlert alert, Instant arrived) -> book.take(alert, arrived.isAfter(now) ? now : arrived);
            case Known known -> book.recall(known);
        }
    }

    /**
     * Takes alerts. When this returns, those that are news will be printed, whatever happens to the process.
     *
     * @throws IOException if they cannot be kept; then none is taken
     */
    void take(List<PacemakerAlert> alerts, Instant now) throws IOException {
        log.append(alerts.stream()
                .flatMap(alert -> book.noted(alert, now).stream())
                .toList());
        alerts.forEach(alert -> book.take(alert, now));
    }

    /** Whether {@link #due} has anything to give. */
    boolean hasDue(Instant now) {
        return unspooled.isPresent() || book.isOver(now);
    }

    /**
     * The incident whose receipt is to be spooled next; the same one until {@link #spooled} is called.
     *
     * @param next the number that follows the newest receipt in the spool: what has a lower one was spooled by an
     *     earlier life, which did not come to say so
     */
    Optional<Incident> due(Instant now, int next) throws IOException {
        unspooled = unspooled.filter(incident -> incident.number() >= next);
        if (unspooled.isEmpty() && book.isOver(now)) {
            // What was over before this life began is late. For the rest the clock, which may be set at any time, is
            // asked
            // only what time it is now.
            Instant since = book.over().isBefore(begun) ? book.over() : now;
            log.append(List.of(new Over(next, since)));
            unspooled = book.close(next, since);
        }
        return unspooled;
    }

    /** The incident that is due has its receipt in the spool. */
    void spooled() throws IOException {
        unspooled = Optional.empty();
        if (book.isEmpty() && log.length() > logMax) {
            log.replace(book.known());
        }
    }

    @Override
    public void close() throws IOException {
        log.close();
    }
}
