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
import org.jgroups.EmptyMessage;
import org.jgroups.Message;
import org.jgroups.ObjectMessage;
import org.jgroups.View;
import org.jgroups.protocols.raft.AppendEntriesRequest;
import org.jgroups.protocols.raft.AppendEntriesResponse;
import org.jgroups.protocols.raft.AppendResult;
import org.jgroups.protocols.raft.LogEntries;
import org.jgroups.protocols.raft.LogEntry;
import org.jgroups.protocols.raft.RAFT;
import org.jgroups.protocols.raft.RaftHeader;
import org.jgroups.stack.Protocol;
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
    private final List<Message> sent = new ArrayList<>();
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
        raft.setDownProtocol(new Protocol() {
            @Override
            public Object down(Message message) {
                return sent.add(message);
            }
        });
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

    private static RaftHeader answer(AppendResult result, long commit, int term) {
        return new AppendEntriesResponse(term, result.commitIndex(commit));
    }

    private void answerFrom(Address sender, RaftHeader header) {
        var message = new EmptyMessage(self);
        message.setSrc(sender);
        raft.handleUpRequest(message, header);
    }

    /** Leads in term 2 with the entries before it committed by this node and pi2; pi3 has just come back with the first. */
    private void leadWithALateMember(Address late) {
        send(1, 0, 0, 1, entry(1), entry(1), entry(2));
        raft.setLeaderAndTerm(null);
        raft.handleView(View.create(self, 1, self, leader, late));
        raft.setLeaderAndTerm(self, 2);
        answerFrom(leader, answer(new AppendResult(AppendResult.Result.OK, 3), 1, 2));
        assertEquals(3, raft.commitIndex());
    }

    @Test
    void tellsOfACommitOnlyWhomItHelps() {
        Address late = address("pi3");
        leadWithALateMember(late);
        sent.clear();

        // It answers every message alike until it gets what it lacks: a message for each answer would go on for ever,
        // and raft sends what somebody lacks only when nothing else happens.
        for (int i = 0; i < 10; i++) {
            answerFrom(late, answer(new AppendResult(AppendResult.Result.OK, 1), 1, 2));
            answerFrom(leader, answer(new AppendResult(AppendResult.Result.OK, 3), 1, 2));
        }
        assertEquals(List.of(), sent);
    }

    @Test
    void tellsALateMemberOfTheCommitAsSoonAsItHasTheEntries() {
        Address late = address("pi3");
        leadWithALateMember(late);
        sent.clear();

        answerFrom(late, answer(new AppendResult(AppendResult.Result.OK, 3), 1, 2));
        assertEquals(1, sent.size());
    }

    @Test
    void writesNothingOfTheTermBeforeAfterANewLeadersEntries() throws Exception {
        raft.init();
        raft.setLeaderAndTerm(self, 2);
        byte[] mine = entry(2).command();
        var _ = raft.setAsync(mine, 0, mine.length);
        var message = new ObjectMessage(self, LogEntries.create(entry(3)));
        message.setSrc(leader);
        raft.up(message.putHeader(raft.getId(), new AppendEntriesRequest(leader, 3, 0, 0, 3, 0)));

        raft.start();
        try {
            for (int i = 0; i < 5000 && raft.currentTerm() < 3; i++) {
                Thread.sleep(2);
            }
            Thread.sleep(50); // what would be written too much is written in the same batch
            assertEquals(1, raft.lastAppended());
            assertEquals(3, disk.entry(1).orElseThrow().term());
        } finally {
            raft.stop();
        }
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
