package crm.transition;

import crm.model.AgentId;
import crm.model.NodeName;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/** One thing a transition does. */
public sealed interface Action {

    /**
     * An agent is called on a node.
     *
     * @param parameters handed to the agent as {@code OCF_RESKEY_name}
     * @param meta handed to the agent as {@code OCF_RESKEY_CRM_meta_name}, names as in Pacemaker ({@code timeout} and
     *     {@code interval} in milliseconds among them)
     * @param expectedExitCode the exit code that means success; a probe that expects “not running” is not failed by
     *     finding the resource active
     */
    record ResourceAction(
            ActionId id,
            AgentId agent,
            SequencedMap<String, String> parameters,
            SequencedMap<String, String> meta,
            Duration timeout,
            int expectedExitCode)
            implements Action {
        public ResourceAction {
            parameters = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(parameters));
            meta = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(meta));
        }

        /**
         * The action as its node knows it. An instance that is like all others has no number there: plan after plan may
         * count them otherwise, and it is always the same service. Pacemaker orders it by the resource's name alone, too.
         */
        public ResourceAction onItsNode() {
            boolean alike = "false".equals(meta.get("globally_unique"));
            return alike
                    ? new ResourceAction(id.withoutNumber(), agent, parameters, meta, timeout, expectedExitCode)
                    : this;
        }
    }

    /** A node's power is switched. */
    record FenceNode(NodeName node, FencingOperation operation, Reason why) implements Action {}

    /** What fencing does to a node's power. */
    enum FencingOperation {
        /** Off, and on again once proven off. */
        REBOOT,
        OFF,
        ON
    }

    /** A node that asked to leave may go. */
    record ShutdownNode(NodeName node) implements Action {}

    /**
     * Nothing is done; others wait for it. “All of {@code web} are started.”
     *
     * @param name Pacemaker's name for it, such as {@code web-clone_running_0}
     * @param node the node it is about, if it is about one
     */
    record Milestone(String name, Optional<NodeName> node) implements Action {}
}
