package crm.membership.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crm.coordination.Event;
import crm.formats.values.ValueCodec;
import crm.journal.AgreedState;
import crm.membership.journal.SafeRaft.Previous;
import crm.model.NodeName;
import crm.state.Incarnation;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jgroups.Address;
import org.jgroups.protocols.raft.AppendResult;
import org.jgroups.protocols.raft.LogEntries;
import org.jgroups.protocols.raft.LogEntry;
import org.jgroups.protocols.raft.RAFT;
import org.jgroups.util.ExtendedUUID;
import org.jgroups.util.Util;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The places where jgroups-raft 1.1.4 would lose an acknowledged entry. */
class SafeRaftTest {

    private static final NodeName SELF = new NodeName("pi1");

    private final List<Event> events = new ArrayList<>();
    private final Address self = address("pi1");
    private final Address leader = address("pi2");
    private JournalLog disk;
    private SafeRaft raft;

    @BeforeEach
    void make() throws IOException {
        disk = JournalLog.open(new BreakableDirectory(), "table", "pi1", _ -> {});
        var proposals = new Proposals(events::add, Duration.ofSeconds(5));
        var leadership = new Leadership(SELF, events::add);
        var machine = new AgreementMachine(
                SELF, new Incarnation("a"), AgreedState::after, events::add, Assertions::fail, proposals, leadership);
        raft = new SafeRaft(new RaftLog(disk), machine, leadership, () -> {}, _ -> {});
        raft.raftId("pi1").members(List.of("pi1", "pi2", "pi3"));
        raft.setAddress(self);
    }

    private static Address address(String name) {
        return ExtendedUUID.randomUUID(name).put(RAFT.raft_id_key, Util.stringToBytes(name));
    }

    private static LogEntry entry(long term) {
        var nothing = new Proposal(new NodeName("pi2"), new Incarnation("b"), OptionalLong.empty(), term, List.of());
        return new LogEntry(term, new ValueCodec().write(nothing));
    }

    private AppendResult send(int term, long previousIndex, long previousTerm, long commit, LogEntry... entries) {
        raft.currentTerm(term);
        return raft.accept(LogEntries.create(entries), leader, new Previous(previousIndex, previousTerm), commit);
    }

    private AppendResult sendCommitOnly(int term, long commit) {
        raft.currentTerm(term);
        return raft.accept(null, leader, new Previous(0, 0), commit);
    }

    @Test
    void acknowledgesNoFurtherThanItHasCompared() {
        send(1, 0, 0, 1, entry(1), entry(1), entry(1));
        assertEquals(1, raft.commitIndex());

        // A new leader has another second and third entry; this node does not know that yet.
        AppendResult result = sendCommitOnly(2, 3);
        assertEquals(1, result.index());
        assertEquals(1, raft.commitIndex());
        assertEquals(3, raft.lastAppended());
    }

    @Test
    void commitsWhatItHasCompared() {
        send(1, 0, 0, 0, entry(1), entry(1));
        AppendResult result = sendCommitOnly(1, 9);
        assertEquals(2, result.index());
        assertEquals(2, raft.commitIndex());
    }

    @Test
    void replacesWhatTheNewLeaderDoesNotHave() {
        send(1, 0, 0, 1, entry(1), entry(1), entry(1));
        AppendResult result = send(2, 1, 1, 1, entry(2));
        assertEquals(2, result.index());
        assertEquals(2, raft.lastAppended());
        assertEquals(2, disk.entry(2).orElseThrow().term());
    }

    @Test
    void goesBackToWhereTheLogsAgree() {
        send(1, 0, 0, 1, entry(1), entry(1), entry(1));
        AppendResult result = send(3, 3, 2, 1, entry(3));
        assertEquals(false, result.success());
        assertEquals(2, result.index());
        assertEquals(1, raft.lastAppended());
    }

    @Test
    void asksForWhatItLacks() {
        send(1, 0, 0, 1, entry(1));
        AppendResult result = send(1, 5, 1, 1, entry(1));
        assertEquals(false, result.success());
        assertEquals(1, result.index());
    }

    @Test
    void takesTheNewPartOfABatchItHasInPart() {
        send(1, 0, 0, 1, entry(1), entry(1));
        AppendResult result = send(1, 0, 0, 3, entry(1), entry(1), entry(1));
        assertEquals(3, result.index());
        assertEquals(3, raft.lastAppended());
        assertEquals(3, raft.commitIndex());
    }

    @Test
    void takesNoEntryThatOnlyStandsForASnapshot() {
        AppendResult result = send(1, 0, 0, 1, new LogEntry(1, null));
        assertEquals(false, result.success());
        assertEquals(0, raft.lastAppended());
    }

    @Test
    void countsOnlyEntriesOfItsOwnTermWhenItLeads() {
        send(1, 0, 0, 0, entry(1), entry(1));
        raft.setLeaderAndTerm(self, 2);
        raft.commitLogTo(2, false);
        assertEquals(0, raft.commitIndex());

        raft.setLeaderAndTerm(null);
        raft.currentTerm(3);
        send(3, 2, 1, 0, entry(3));
        raft.setLeaderAndTerm(null);
        raft.setLeaderAndTerm(self, 4);
        raft.commitLogTo(3, false);
        assertEquals(0, raft.commitIndex(), "an entry of term 3 in term 4");
    }

    @Test
    void remembersTheTermOverAnElection() {
        raft.currentTerm(7);
        raft.votedFor(leader);
        assertEquals(7, disk.term());
        assertEquals(leader, new RaftLog(disk).votedFor());
        raft.currentTerm(8);
        assertEquals(null, new RaftLog(disk).votedFor());
    }
}
