package crm.membership.journal;

import crm.coordination.Event;
import crm.model.NodeName;
import crm.state.Incarnation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * What the journal of one node needs to know.
 *
 * @param directory of this node's journal only
 * @param firstVoters the voters while the journal is empty
 * @param vote how long an election waits for votes
 * @param events told of everything committed, from several threads; must return at once
 * @param onFatal told once, with a sentence, when nothing can be acknowledged any more and the daemon must end
 */
public record JournalSettings(
        String cluster,
        NodeName self,
        Incarnation life,
        Path directory,
        List<NodeName> firstVoters,
        Duration vote,
        Fold fold,
        Consumer<Event> events,
        Consumer<String> onFatal) {
    public JournalSettings {
        firstVoters = List.copyOf(firstVoters);
    }
}
