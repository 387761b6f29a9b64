package crm.membership.journal;

import crm.coordination.Event.VotersChanged;
import crm.journal.Entry;
import crm.model.NodeName;
import crm.port.Journal;
import crm.transition.Outcome;
import crm.transition.Outcome.Failed;
import crm.transition.Outcome.Succeeded;
import crm.transition.Outcome.TimedOut;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jgroups.protocols.raft.REDIRECT;
import org.jgroups.raft.Options;
import org.jgroups.stack.Protocol;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal over jgroups-raft. Made in two steps: {@link #open} reads the disk and tells of damage; then {@link
 * #protocols} go on top of a channel's protocols, and when the channel joins, the journal begins to work.
 */
public final class RaftJournal implements Journal {

    private static final Logger log = LoggerFactory.getLogger(RaftJournal.class);
    private static final Duration PROPOSAL_LIMIT = Duration.ofSeconds(5);
    private static final int SNAPSHOT_BYTES = 2_000_000;
    private static final int RESEND_MILLIS = 100;

    private final JournalSettings settings;
    private final JournalDirectory directory;
    private final JournalLog disk;
    private final Leadership leadership;
    private final Proposals proposals;
    private final AgreementMachine machine;
    // One thread, so that proposals leave in the order in which they came and nobody waits for the network.
    private final ExecutorService proposing = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("journal-proposals").factory());
    // Replaced as a whole when this node must join anew.
    private final AtomicReference<Raft> raft = new AtomicReference<>();

    /** The protocols of one attempt to take part. */
    private record Raft(SafeRaft raft, SafeElection election, REDIRECT redirect) {}

    private RaftJournal(JournalSettings settings, JournalDirectory directory, JournalLog disk) {
        this.settings = settings;
        this.directory = directory;
        this.disk = disk;
        leadership = new Leadership(settings.self(), settings.events());
        proposals = new Proposals(settings.events(), PROPOSAL_LIMIT);
        machine = new AgreementMachine(
                settings.self(),
                settings.life(),
                settings.fold(),
                settings.events(),
                settings.onFatal(),
                proposals,
                leadership);
    }

    /**
     * Locks the directory and reads the journal back.
     *
     * @throws JournalCorrupt if it is damaged
     * @throws IOException if it cannot be used: held by another daemon, of another node, not readable
     */
    public static RaftJournal open(JournalSettings settings) throws IOException {
        return open(settings, DiskDirectory.lock(settings.directory()));
    }

    /** Over a directory that is this journal's from now on, and is closed with it. */
    static RaftJournal open(JournalSettings settings, JournalDirectory directory) throws IOException {
        try {
            JournalLog disk = JournalLog.open(
                    directory, settings.cluster(), settings.self().value(), settings.onFatal());
            return new RaftJournal(settings, directory, disk);
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    /** New protocols for a channel that is about to join, in the order in which a message climbs them. */
    public List<Protocol> protocols() {
        var safe = new SafeRaft(
                new RaftLog(disk),
                machine,
                leadership,
                this::assertTerm,
                voters -> settings.events().accept(new VotersChanged(voters)));
        safe.raftId(settings.self().value())
                .members(settings.firstVoters().stream().map(NodeName::value).toList())
                .maxLogCacheSize(0)
                .maxLogSize(SNAPSHOT_BYTES)
                .resendInterval(RESEND_MILLIS);
        readBack(safe);
        var election = new SafeElection(safe);
        election.voteTimeout(settings.vote().toMillis());
        var redirect = new REDIRECT();
        raft.set(new Raft(safe, election, redirect));
        return List.of(election, safe, redirect);
    }

    /** Before the channel joins, which may take long: what this node knows is known without the others. */
    private static void readBack(SafeRaft safe) {
        try {
            safe.initStateMachineFromLog();
        } catch (Exception e) {
            throw new IllegalStateException("the journal is whole and still cannot be read back", e);
        }
    }

    /** To be called about four times a second. */
    public void timePassed() {
        proposals.timePassed(System.nanoTime());
        Raft current = raft.get();
        if (current != null) {
            current.election().timePassed();
            if (leadership.waits()) {
                assertTerm();
            }
        }
    }

    /** Writes an empty record: what a new leader must have committed before it knows all that is agreed. */
    private void assertTerm() {
        proposing.execute(() -> {
            SafeRaft safe = present().raft();
            boolean written = termOfLast(safe) == safe.currentTerm();
            if (leadership.waits() && safe.isLeader() && !written) {
                propose(OptionalLong.empty(), List.of());
            }
        });
    }

    private static long termOfLast(SafeRaft safe) {
        var last = safe.log().get(safe.log().lastAppended());
        return last == null ? 0 : last.term();
    }

    @Override
    public void append(long ticket, List<Entry> entries) {
        proposing.execute(() -> propose(OptionalLong.of(ticket), entries));
    }

    private void propose(OptionalLong ticket, List<Entry> entries) {
        Raft current = present();
        long term = current.raft().currentTerm();
        try {
            byte[] record = machine.encode(new Proposal(settings.self(), settings.life(), ticket, term, entries));
            ticket.ifPresent(t -> proposals.begin(t, term, System.nanoTime()));
            // How it ends is seen in what is committed; the answer of the leader would say no more than that.
            var answer = current.redirect().setAsync(record, 0, record.length, Options.create(true));
            answer.exceptionally(e -> {
                log.debug("proposal {} was not taken: {}", ticket, e.toString());
                return new byte[0];
            });
        } catch (Exception e) {
            ticket.ifPresent(t -> {
                proposals.begin(t, term, System.nanoTime());
                proposals.failed(t, "no leader: " + e.getMessage());
            });
        }
    }

    @Override
    public List<NodeName> voters() {
        return present().raft().voters();
    }

    @Override
    public Outcome changeVoters(NodeName node, boolean add, Duration limit) {
        if (voters().contains(node) == add) {
            return new Succeeded(node + (add ? " votes already" : " does not vote"));
        }
        try {
            var change = add
                    ? present().redirect().addServer(node.value())
                    : present().redirect().removeServer(node.value());
            change.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return new Succeeded(node + (add ? " votes" : " does not vote any more"));
        } catch (TimeoutException e) {
            return new TimedOut(limit);
        } catch (ExecutionException e) {
            return new Failed(String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new TimedOut(limit);
        } catch (Exception e) {
            return new Failed("no leader: " + e.getMessage());
        }
    }

    /** Who leads as far as raft knows, whether announced or not; for measurements and tests. */
    public Optional<NodeName> leader() {
        return SafeRaft.nameOf(present().raft().leader());
    }

    /** Replaces the entries so far by a snapshot now, instead of when they have grown large. */
    public void compact(Duration limit) throws ExecutionException, InterruptedException, TimeoutException {
        present().raft().snapshotAsync().get(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Raft present() {
        Raft current = raft.get();
        if (current == null) {
            throw new IllegalStateException("the journal has not been joined to a channel");
        }
        return current;
    }

    /** After the channel has been closed. */
    @Override
    public void close() {
        proposing.shutdownNow();
        try {
            disk.close();
        } catch (IOException e) {
            log.warn("the journal in {} was not closed properly: {}", directory.place(), e.getMessage());
        }
        try {
            directory.close();
        } catch (IOException e) {
            log.warn("the lock of {} was not released properly: {}", directory.place(), e.getMessage());
        }
    }
}
