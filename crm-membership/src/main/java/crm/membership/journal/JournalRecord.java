package crm.membership.journal;

/**
 * What is written to a file of the journal, one after another; nothing is ever changed in place. Records are not
 * compared, and their bytes are handed on without copies and changed by nobody.
 */
@SuppressWarnings("ArrayRecordComponent")
sealed interface JournalRecord {

    /** The first record of every file: whose journal it is. */
    record Opened(long generation, String cluster, String node) implements JournalRecord {}

    /**
     * An entry was appended.
     *
     * @param internal whether raft itself reads the command (voters added or removed)
     * @param command empty for the entry that stands for a snapshot
     */
    record Appended(long index, long term, boolean internal, byte[] command) implements JournalRecord {}

    /** The entry of this index and all after it were superseded by a new leader. */
    record CutBack(long from) implements JournalRecord {}

    /**
     * The term this node is in, and whom it voted for there; a node votes once in a term, whatever happens.
     *
     * @param vote the candidate's address as raft writes it; no bytes if it has not voted
     */
    record Ballot(long term, byte[] vote) implements JournalRecord {}

    /** Entries up to this index were committed; written now and then, since it only saves time after a restart. */
    record Committed(long index) implements JournalRecord {}
}
