package crm.policy.rule;

import crm.model.Node;
import crm.model.NodeName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A node and its attributes, permanent and transient ones merged, with those the cluster itself provides
 * ({@code #uname}, {@code #id}, {@code #kind}…).
 */
public record NodeFacts(Node node, SequencedMap<String, String> attributes, SequencedMap<String, String> utilization) {

    public NodeFacts {
        attributes = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(attributes));
        utilization = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(utilization));
    }

    public NodeName name() {
        return node.name();
    }

    public Optional<String> attribute(String name) {
        return Optional.ofNullable(attributes.get(name));
    }
}
