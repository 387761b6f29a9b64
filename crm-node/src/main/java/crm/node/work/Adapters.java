package crm.node.work;

import crm.control.Reply;
import crm.coordination.Command;
import crm.port.AgentCatalog;
import crm.port.AlertPrinter;
import crm.port.AlertSink;
import crm.port.ClusterChannel;
import crm.port.Journal;
import crm.port.Screen;
import crm.status.StatusView;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Everything a daemon acts through.
 *
 * @param started keeps what services were started with
 * @param tokens makes a token for one more node, and answers with it
 * @param rolls compares a printed roll with the journal
 * @param farewell keeps the view that is to stay on the screen
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
        StartedServices started,
        Function<Duration, Reply> tokens,
        Function<Command.VerifyRoll, Reply> rolls,
        Consumer<StatusView> farewell,
        Consumer<String> reset,
        Consumer<String> exit) {}
