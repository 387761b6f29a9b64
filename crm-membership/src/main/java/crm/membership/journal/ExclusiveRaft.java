package crm.membership.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jgroups.Address;
import org.jgroups.Message;
import org.jgroups.protocols.raft.RAFT;
import org.jgroups.protocols.raft.RaftHeader;
import org.jspecify.annotations.Nullable;

/**
 * jgroups-raft 1.1.4 in which term and lead do not change in the middle of a request. There, elections run beside the
 * thread that appends:
 *
 * <ul>
 *   <li>A node could append for a leader after it had told a candidate how long its log is. Here a vote and an append
 *       exclude each other.
 *   <li>A batch of requests reads term and lead once; an election in the middle of it would have entries of the old term
 *       written after those of the new one. Here whoever changes them waits for the request at hand, and a batch is taken
 *       apart at everything that might change them.
 * </ul>
 */
abstract class ExclusiveRaft extends RAFT {

    private final ReentrantLock votingOrAppending = new ReentrantLock();

    ReentrantLock votingOrAppending() {
        return votingOrAppending;
    }

    @Override
    public void handleUpRequest(Message message, RaftHeader header) {
        exclusively(() -> super.handleUpRequest(message, header));
    }

    @Override
    public int currentTerm(long term) {
        return exclusively(() -> super.currentTerm(term));
    }

    @Override
    public long createNewTerm() {
        return exclusively(super::createNewTerm);
    }

    @Override
    public RAFT setLeaderAndTerm(@Nullable Address leader) {
        return exclusively(() -> super.setLeaderAndTerm(leader));
    }

    @Override
    public RAFT setLeaderAndTerm(@Nullable Address leader, long term) {
        return exclusively(() -> super.setLeaderAndTerm(leader, term));
    }

    @Override
    public int trySetLeaderAndTerm(Address leader, long term) {
        return exclusively(() -> super.trySetLeaderAndTerm(leader, term));
    }

    private void exclusively(Runnable step) {
        votingOrAppending.lock();
        try {
            step.run();
        } finally {
            votingOrAppending.unlock();
        }
    }

    private <T> T exclusively(Supplier<T> change) {
        votingOrAppending.lock();
        try {
            return change.get();
        } finally {
            votingOrAppending.unlock();
        }
    }

    @Override
    protected void process(List<Request> batch) {
        var proposals = new ArrayList<Request>();
        for (Request request : batch) {
            if (request instanceof DownRequest) {
                proposals.add(request);
            } else {
                write(proposals);
                super.process(List.of(request));
            }
        }
        write(proposals);
    }

    private void write(List<Request> proposals) {
        if (!proposals.isEmpty()) {
            exclusively(() -> super.process(proposals));
            proposals.clear();
        }
    }
}
