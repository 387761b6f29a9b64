/**
 * The replicated journal: jgroups-raft for agreement, a log on disk of our own, and the fold of committed entries.
 *
 * <p>Why a log of our own, and why jgroups-raft is tightened in {@code SafeRaft} and {@code SafeElection}, is said in
 * those classes and in {@code docs/membership.md}.
 *
 * <p>Not here: the entries and what they mean ({@link crm.journal}); who is present ({@link crm.membership}).
 *
 * <p>Read {@link crm.membership.journal.JournalLog} first, then {@link crm.membership.journal.RaftJournal}.
 */
@NullMarked
package crm.membership.journal;

import org.jspecify.annotations.NullMarked;
