package crm.coordination;

import crm.model.NodeName;
import crm.port.Message.Hello;
import crm.state.Quorum;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Who is heard of now.
 *
 * @param members the membership layer's view, this node among them
 * @param hellos what the members said of themselves
 * @param voters who votes in the journal
 */
public record Presence(List<NodeName> members, SequencedMap<NodeName, Hello> hellos, List<NodeName> voters) {

    public Presence {
        members = List.copyOf(members);
        hellos = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(hellos));
        voters = List.copyOf(voters);
    }

    /** Whether the voters that are heard of are a majority. */
    public Quorum quorum() {
        int present = (int) voters.stream().filter(members::contains).count();
        return Quorum.of(present, voters.size());
    }

    public Optional<Hello> hello(NodeName node) {
        return Optional.ofNullable(hellos.get(node));
    }

    Presence withMembers(List<NodeName> changed) {
        var kept = new LinkedHashMap<>(hellos);
        kept.keySet().retainAll(changed);
        return new Presence(changed, kept, voters);
    }

    Presence withHello(NodeName node, Hello hello) {
        var changed = new LinkedHashMap<>(hellos);
        changed.put(node, hello);
        return new Presence(members, changed, voters);
    }

    Presence withVoters(List<NodeName> changed) {
        return new Presence(members, hellos, changed);
    }
}
