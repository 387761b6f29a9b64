package crm.node.work;

import crm.configuration.Configuration;
import crm.model.AgentId;
import crm.model.Resource.Primitive;
import crm.port.AgentCatalog;
import crm.port.AgentTraits;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** What the configured agents say of their parameters: asked once each, ahead of time, for it may mean running a program. */
final class KnownTraits {

    private static final Duration ASKED_WITHIN = Duration.ofSeconds(20);
    private static final Duration WAITED_FOR = Duration.ofSeconds(1);

    private final AgentCatalog agents;
    private final Map<AgentId, CompletableFuture<AgentTraits>> known = new ConcurrentHashMap<>();

    KnownTraits(AgentCatalog agents) {
        this.agents = agents;
    }

    /** Begins to ask the agents of a configuration that were not asked yet. */
    void configured(Configuration configuration) {
        configuration.resources().stream()
                .flatMap(resource -> resource.primitives().stream())
                .map(Primitive::agent)
                .forEach(this::ask);
    }

    private void ask(AgentId id) {
        known.computeIfAbsent(id, agent -> {
            var answer = new CompletableFuture<AgentTraits>();
            Thread.ofVirtual()
                    .name("metadata " + agent)
                    .start(() -> answer.complete(agents.metadata(agent, ASKED_WITHIN)
                            .map(AgentTraits::of)
                            .orElse(AgentTraits.UNKNOWN)));
            return answer;
        });
    }

    /** Nobody waits long for it: a result without says only that a change of parameters means a restart. */
    AgentTraits of(AgentId id) {
        ask(id);
        return Objects.requireNonNull(known.get(id))
                .copy()
                .completeOnTimeout(AgentTraits.UNKNOWN, WAITED_FOR.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
