package crm.demo.simulation;

import crm.demo.simulation.Replica.Proposal;
import crm.journal.AgreedState;
import crm.journal.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The committed records; the oldest may have been forgotten, as in a journal that was compacted. */
final class CommittedLog {

    /** One record, and what is agreed with it. */
    record Committed(long index, Proposal proposal, List<Entry> entries, AgreedState after) {}

    private final List<Committed> records = new ArrayList<>();
    private long forgotten;

    /** How many there ever were, which is also the index of the last. */
    long size() {
        return forgotten + records.size();
    }

    void add(Committed record) {
        records.add(record);
    }

    /** The record of this index; the first has index one. */
    Committed get(long index) {
        return records.get((int) (index - forgotten - 1));
    }

    /** Everything that was ever agreed. */
    AgreedState agreed() {
        return size() == 0 ? AgreedState.EMPTY : get(size()).after();
    }

    Stream<Committed> stream() {
        return records.stream();
    }

    /** Forgets all before this index. */
    void forgetBefore(long index) {
        int gone = (int) Math.max(0, index - forgotten - 1);
        records.subList(0, gone).clear();
        forgotten += gone;
    }
}
