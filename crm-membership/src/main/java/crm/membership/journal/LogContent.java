package crm.membership.journal;

import crm.membership.journal.JournalRecord.Appended;
import crm.membership.journal.JournalRecord.Ballot;
import crm.membership.journal.JournalRecord.Committed;
import crm.membership.journal.JournalRecord.CutBack;
import crm.membership.journal.JournalRecord.Opened;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the records of a journal amount to. Kept in memory as a whole, since snapshots keep it small. Not for use by
 * several threads: {@link JournalLog} guards it.
 */
final class LogContent {

    private static final byte[] NO_VOTE = {};

    // Entry i of the list has the index first + i.
    private final List<Appended> entries = new ArrayList<>();
    private long first;
    private long committed;
    private long size;
    private Ballot ballot = new Ballot(0, NO_VOTE);
    private Optional<Opened> opened = Optional.empty();

    /**
     * Takes one more record in.
     *
     * @throws IllegalArgumentException if it cannot follow on those before; the message says why
     */
    void take(JournalRecord record) {
        switch (record) {
            case Opened header -> opened = Optional.of(header);
            case Appended entry -> append(entry);
            case CutBack(long from) -> cutBack(from);
            case Ballot newer -> {
                require(newer.term() >= ballot.term(), "term " + newer.term() + " after term " + ballot.term());
                ballot = newer;
            }
            case Committed(long index) -> committed = Math.max(committed, Math.min(index, last()));
        }
    }

    private void append(Appended entry) {
        require(
                entries.isEmpty() ? entry.index() >= 1 : entry.index() == last() + 1,
                "entry " + entry.index() + " after entry " + last());
        if (entries.isEmpty()) {
            first = entry.index();
        }
        entries.add(entry);
        size += entry.command().length;
    }

    private void cutBack(long from) {
        require(from > committed, "entry " + from + " superseded though committed");
        while (!entries.isEmpty() && last() >= from) {
            size -= entries.removeLast().command().length;
        }
        if (entries.isEmpty()) {
            first = 0;
        }
    }

    private static void require(boolean truth, String otherwise) {
        if (!truth) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** The content that follows when everything before an index is left to a snapshot. */
    List<JournalRecord> from(long index) {
        var records = new ArrayList<JournalRecord>();
        records.add(ballot);
        entries.stream().filter(entry -> entry.index() >= index).forEach(records::add);
        records.add(new Committed(committed));
        return records;
    }

    Optional<Appended> entry(long index) {
        long position = index - first;
        return position < 0 || position >= entries.size() ? Optional.empty() : Optional.of(entries.get((int) position));
    }

    Optional<Opened> opened() {
        return opened;
    }

    Ballot ballot() {
        return ballot;
    }

    /** Zero if there is none. */
    long first() {
        return entries.isEmpty() ? 0 : first;
    }

    /** Zero if there is none. */
    long last() {
        return entries.isEmpty() ? 0 : first + entries.size() - 1;
    }

    long committed() {
        return committed;
    }

    void commit(long index) {
        committed = index;
    }

    /** Bytes of all commands. */
    long size() {
        return size;
    }
}
