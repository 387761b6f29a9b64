package crm.policy;

import crm.model.InstanceId;
import crm.model.NodeName;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * An action the engine considered, with what became of it.
 *
 * @param number unique in the plan, from one, in the order in which the actions came up
 * @param resource the instance or collective it is about; empty for nodes' own actions
 * @param task {@code start}, {@code running}, {@code stonith}, {@code do_shutdown}…
 * @param key Pacemaker's operation key, such as {@code web_start_0}
 * @param router the node that passes it on, where {@code node} is a remote one
 * @param pseudo whether nothing is called: it only marks a point in the order, or fencing implies it
 * @param required whether it is needed
 * @param runnable whether it can be done
 * @param planned whether it is in the transition
 * @param because what made it necessary or impossible, in Pacemaker's words
 * @param parameters for the agent
 * @param meta without the prefix {@code CRM_meta_}
 * @param priority among actions ready at once, the higher goes first
 * @param lockedSince since when what stops is kept for its node, if it is
 * @param inputs numbers of the actions it waits for, ascending; for those that are not planned in vain
 * @param downs nodes that are down once it is done
 */
public record PlannedAction(
        int number,
        Kind kind,
        Optional<InstanceId> resource,
        String task,
        Duration interval,
        String key,
        Optional<NodeName> node,
        Optional<NodeName> router,
        boolean pseudo,
        boolean required,
        boolean runnable,
        boolean planned,
        Optional<String> because,
        SequencedMap<String, String> parameters,
        SequencedMap<String, String> meta,
        int priority,
        Optional<Instant> lockedSince,
        List<Integer> inputs,
        List<NodeName> downs) {

    /** Who carries an action out. */
    public enum Kind {
        /** A resource's agent, or nobody where the action is a mere point in the order. */
        RESOURCE,
        /** The cluster itself: fencing, shutdown, forgetting fail counts and histories. */
        CLUSTER
    }

    public PlannedAction {
        parameters = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(parameters));
        meta = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(meta));
        inputs = List.copyOf(inputs);
        downs = List.copyOf(downs);
    }
}
