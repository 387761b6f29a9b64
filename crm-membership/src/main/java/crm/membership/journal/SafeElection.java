package crm.membership.journal;

import java.io.UncheckedIOException;
import java.util.concurrent.ThreadLocalRandom;
import org.jgroups.Message;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.raft.ELECTION2;
import org.jgroups.protocols.raft.RaftHeader;
import org.jgroups.protocols.raft.election.BaseElection;
import org.jgroups.protocols.raft.election.VoteRequest;
import org.jgroups.protocols.raft.election.VoteResponse;

/**
 * Elections of jgroups-raft 1.1.4 with four gaps closed: a vote that arrives after its term is over does not count in
 * the next; a cluster that has a majority and no leader for a while votes again (there, only a change of the view makes
 * it vote); a node that has left, or whose disk has failed, asks for no votes (there, it goes on for ever); and rounds without a winner do not follow each other at once, each with a new term flushed to the disk, for
 * as long as the majority answers with nothing.
 */
final class SafeElection extends ELECTION2 {

    /** Long enough to be harmless for a disk, and still far below the time in which a node is suspected. */
    private static final long PAUSE_MILLIS = 50;

    private final SafeRaft safe;
    private int leaderless;
    private volatile boolean over;

    SafeElection(SafeRaft raft) {
        safe = raft;
        setId(ClassConfigurator.getProtocolId(ELECTION2.class)); // JGroups knows a protocol by its exact class
    }

    @Override
    protected void handleMessage(Message message, RaftHeader header) {
        if (header instanceof VoteResponse && header.currTerm() != safe.currentTerm()) {
            return;
        }
        if (!(header instanceof VoteRequest)) {
            super.handleMessage(message, header);
            return;
        }
        safe.votingOrAppending().lock();
        try {
            super.handleMessage(message, header);
        } finally {
            safe.votingOrAppending().unlock();
        }
    }

    @Override
    protected void runVotingProcess() {
        if (over) {
            Thread.currentThread().interrupt(); // the one way to end this thread: what follows looks for it first
        }
        try {
            super.runVotingProcess();
        } catch (UncheckedIOException diskFailed) {
            over = true; // the journal has told its owner, who ends the daemon
        }
        if (!over && isVotingThreadRunning()) {
            try {
                Thread.sleep(PAUSE_MILLIS + ThreadLocalRandom.current().nextLong(PAUSE_MILLIS));
            } catch (InterruptedException nobodyElsesVote) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** A leader that gives up its own vote starts an election while it appends; the two locks are not to be nested so. */
    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // The monitor must not be waited for here; super takes it.
    public BaseElection startVotingThread() {
        if (over) {
            return this;
        }
        if (safe.votingOrAppending().isHeldByCurrentThread()) {
            Thread.ofVirtual().name("election-start").start(super::startVotingThread);
            return this;
        }
        return super.startVotingThread();
    }

    @Override
    public void stop() {
        over = true;
        super.stop();
    }

    /** To be called regularly; votes when the second call in a row finds no leader though one could be elected. */
    void timePassed() {
        var current = view;
        boolean leader = current != null && safe.leader() != null && current.containsMember(safe.leader());
        leaderless = leader ? 0 : leaderless + 1;
        if (leaderless >= 2
                && current != null
                && isViewCoordinator()
                && isMajorityAvailable()
                && !isVotingThreadRunning()) {
            leaderless = 0;
            startVotingThread();
        }
    }
}
