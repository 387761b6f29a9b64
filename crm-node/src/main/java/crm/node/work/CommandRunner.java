package crm.node.work;

import crm.alert.Alert;
import crm.configuration.Configuration;
import crm.control.Reply;
import crm.coordination.Command;
import crm.coordination.Event;
import crm.coordination.Event.CommandEnded;
import crm.coordination.Event.PowerChanged;
import crm.model.NodeName;
import crm.port.FencingDevice;
import crm.state.FencingOutcome;
import crm.transition.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out commands: what may take time on a virtual thread of its own, so that nothing waits for anything else.
 * Called by the event loop only; outcomes go back to it as events.
 */
public final class CommandRunner {

    private static final Logger LOG = LoggerFactory.getLogger(CommandRunner.class);
    private static final Duration LIST_LIMIT = Duration.ofSeconds(3);

    private final Adapters adapters;
    private final Replies replies;
    private final Consumer<Event> events;
    private final LocalServices services;
    /** Alerts are told in the order in which they happened, so they wait in a line. */
    private final LinkedBlockingQueue<Alert> alerts = new LinkedBlockingQueue<>();

    private static final Duration OWN_POWER_LIMIT = Duration.ofSeconds(2);

    private final NodeName self;

    private Power power = new Power(Configuration.EMPTY, List.of());

    public CommandRunner(NodeName self, Adapters adapters, Replies replies, Consumer<Event> events) {
        this.self = self;
        this.adapters = adapters;
        this.replies = replies;
        this.events = events;
        this.services = new LocalServices(adapters.agents(), events);
        Thread.ofVirtual().name("alerts").start(this::tellAlerts);
    }

    /** The configuration changed; called by the event loop. */
    public void configured(Configuration configuration, List<FencingDevice> devices) {
        var all = new Power(configuration, devices);
        power = all;
        services.configured(configuration);
        apart("own power", () -> lookAtOwnPower(all));
    }

    /**
     * A node that runs and is proven to have no power is not fed by the outlet that would be cut. And so the way to the
     * devices has been gone once before it matters.
     */
    private void lookAtOwnPower(Power devices) {
        if (devices.prove(self, OWN_POWER_LIMIT) instanceof FencingOutcome.Off off) {
            LOG.error(
                    "{} runs, and its fence device says that it has no power ({}): it cannot be fenced there",
                    self,
                    off);
        }
    }

    public void run(Command command) {
        switch (command) {
            case Command.Append append -> adapters.journal().append(append.ticket(), append.entries());
            case Command.Perform perform -> services.perform(perform.order());
            case Command.KeepStarted keep -> adapters.started().keep(keep.started());
            case Command.SwitchPower order -> switchPower(order);
            case Command.Send send -> adapters.channel().send(send.to(), send.message());
            case Command.Suspect suspect ->
                apart("suspect", () -> adapters.channel().suspect(suspect.node(), suspect.evidence()));
            case Command.Raise raise -> alerts.add(raise.alert());
            case Command.DropAlerts _ -> alerts.clear();
            case Command.Print print -> apart("print", () -> print(print));
            case Command.NoteReceipts noted ->
                apart("receipts", () -> adapters.printer().ifPresent(printer -> printer.noted(noted.notes())));
            case Command.Show show -> adapters.screen().ifPresent(screen -> screen.show(show.view()));
            case Command.ShowLast last -> adapters.farewell().accept(last.view());
            case Command.VerifyRoll roll ->
                apart(
                        "verify roll",
                        () -> replies.answer(roll.requestId(), adapters.rolls().apply(roll)));
            case Command.Answer answer -> replies.answer(answer.requestId(), answer.reply());
            case Command.ListDevices list -> listDevices(list.requestId());
            case Command.IssueToken token ->
                apart(
                        "token",
                        () -> replies.answer(
                                token.requestId(), adapters.tokens().apply(token.valid())));
            case Command.ChangeVoters change -> apart("voters", () -> changeVoters(change));
            case Command.ResetSelf reset -> {
                LOG.error("this machine must restart: {}", reset.why());
                adapters.reset().accept(reset.why());
            }
            case Command.Exit exit -> adapters.exit().accept(exit.why());
        }
    }

    private void switchPower(Command.SwitchPower order) {
        Power devices = power;
        NodeName node = order.node();
        apart(order.task() + " " + node, () -> {
            long begun = System.nanoTime();
            FencingOutcome outcome = switch (order.task()) {
                case LOOK -> devices.look(node, order.limit());
                case PROVE -> devices.prove(node, order.limit());
                case OFF -> devices.off(node, order.limit());
                case ON -> devices.on(node, order.limit());
            };
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            LOG.info("power {} of {}: {} after {} ms", order.task(), node, outcome, took.toMillis());
            events.accept(new PowerChanged(node, order.life(), order.task(), outcome, took));
        });
    }

    private void print(Command.Print print) {
        Outcome outcome = adapters.printer()
                .map(printer -> printer.print(print.order()))
                .orElseGet(() -> new Outcome.Failed("this node has no printer"));
        events.accept(new CommandEnded(print, outcome));
    }

    private void changeVoters(Command.ChangeVoters change) {
        Outcome outcome = adapters.journal().changeVoters(change.node(), change.add(), change.limit());
        LOG.info("{} as a voter: {}: {}", change.add() ? "adding" : "removing", change.node(), outcome);
        events.accept(new CommandEnded(change, outcome));
    }

    private void listDevices(String requestId) {
        Power devices = power;
        apart("list devices", () -> replies.answer(requestId, new Reply.FencingShown(devices.list(LIST_LIMIT))));
    }

    private void tellAlerts() {
        try {
            while (true) {
                Alert alert = alerts.take();
                Outcome outcome =
                        adapters.alerts().tell(alert, power.configuration().alerts());
                if (!(outcome instanceof Outcome.Succeeded)) {
                    LOG.warn("alert {} was not told to all: {}", alert.id(), outcome);
                }
                events.accept(new CommandEnded(new Command.Raise(alert), outcome));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void apart(String name, Runnable work) {
        Thread.ofVirtual().name(name).start(work);
    }
}
