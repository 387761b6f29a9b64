package crm.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import crm.control.Reply;
import crm.coordination.Event.AppendEnded;
import crm.coordination.Event.EntriesCommitted;
import crm.coordination.Event.MessageArrived;
import crm.coordination.Event.StateRestored;
import crm.model.NodeName;
import crm.port.Message;
import crm.transition.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterTest {

    private static final List<String> NAMES = List.of("pi1", "pi2", "pi3");

    @TempDir
    private Path directory;

    private final ClusterKey key = ClusterKey.create("table");
    private final List<TestNode> nodes = new ArrayList<>();

    @AfterEach
    void closeAll() {
        nodes.reversed().forEach(TestNode::close);
    }

    private TestNode open(String name) throws Exception {
        TestNode node = TestNode.open(TestNode.settings("table", key, name, NAMES, directory, TestNode.inProcess(), 0));
        nodes.add(node);
        return node;
    }

    private void openAll() throws Exception {
        for (String name : NAMES) {
            open(name);
        }
        awaitLeader();
    }

    private TestNode awaitLeader() throws InterruptedException {
        for (TestNode node : nodes) {
            node.await("a leader", () -> node.announcedLeader().isPresent());
        }
        NodeName leader = nodes.getFirst().announcedLeader().orElseThrow();
        return nodes.stream().filter(n -> n.name.equals(leader)).findFirst().orElseThrow();
    }

    private TestNode follower() throws InterruptedException {
        TestNode leader = awaitLeader();
        return nodes.stream().filter(n -> n != leader).findFirst().orElseThrow();
    }

    @Test
    void commitsOnEveryNodeWhatAnyProposes() throws Exception {
        openAll();
        for (TestNode node : List.copyOf(nodes)) {
            assertInstanceOf(Outcome.Succeeded.class, node.appendAndWait("by-" + node.name));
        }
        for (TestNode node : nodes) {
            node.await("all notes", () -> node.notes().equals(List.of("by-pi1", "by-pi2", "by-pi3")));
            assertEquals(StateRestored.class, firstOfTheJournal(node));
        }
    }

    private static Class<?> firstOfTheJournal(TestNode node) {
        return node.events().stream()
                .filter(e -> e instanceof StateRestored || e instanceof EntriesCommitted)
                .findFirst()
                .orElseThrow()
                .getClass();
    }

    @Test
    void endsAProposalOnlyAfterItsEntriesWereTold() throws Exception {
        openAll();
        TestNode follower = follower();
        for (int i = 0; i < 50; i++) {
            follower.append("n" + (100 + i));
        }
        follower.await("50 ends", () -> follower.events(AppendEnded.class).size() == 50);
        var told = new ArrayList<String>();
        for (var event : follower.events()) {
            if (event instanceof EntriesCommitted committed
                    && !committed.entries().isEmpty()) {
                told.add("committed");
            } else if (event instanceof AppendEnded) {
                told.add("ended");
            }
        }
        for (int i = 0; i < told.size(); i++) {
            assertEquals(i % 2 == 0 ? "committed" : "ended", told.get(i));
        }
        assertEquals(follower.notes().stream().sorted().toList(), follower.notes(), "in the order of the calls");
    }

    @Test
    void deliversMessagesInOrder() throws Exception {
        openAll();
        TestNode from = nodes.get(0);
        TestNode to = nodes.get(2);
        from.await("three members", () -> from.members().size() == 3);
        for (int i = 0; i < 100; i++) {
            from.cluster.channel().send(to.name, new Message.Answered("n" + i, Reply.Done.of("done")));
        }
        to.await("100 messages", () -> to.events(MessageArrived.class).size() == 100);
        List<MessageArrived> arrived = to.events(MessageArrived.class);
        for (int i = 0; i < 100; i++) {
            assertEquals(
                    new MessageArrived(from.name, new Message.Answered("n" + i, Reply.Done.of("done"))),
                    arrived.get(i));
        }
    }
}
