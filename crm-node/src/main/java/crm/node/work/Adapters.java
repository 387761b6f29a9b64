package crm.node.work;

import crm.control.Reply;
import crm.port.AgentCatalog;
import crm.port.AlertPrinter;
import crm.port.AlertSink;
import crm.port.ClusterChannel;
import crm.port.Journal;
import crm.port.Screen;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Everything a daemon acts through.
 *
 * @param tokens makes a token for one more node, and answers with it
 * @param reset makes this machine restart; called with the reason
 * @param exit ends this daemon; called with the reason
 */
public record Adapters(
        Journal journal,
        ClusterChannel channel,
        AgentCatalog agents,
        Optional<Screen> screen,
        Optional<AlertPrinter> printer,
        AlertSink alerts,
        Function<Duration, Reply> tokens,
        Consumer<String> reset,
        Consumer<String> exit) {}
