package crm.demo.simulation;

import crm.alert.Alert;
import crm.control.Reply;
import crm.coordination.Command;
import crm.coordination.Event;
import crm.coordination.Event.PowerTask;
import crm.model.NodeName;
import crm.port.AlertPrinter;
import crm.transition.Outcome;
import java.time.Duration;
import java.util.ArrayDeque;

/** What a daemon does about its coordinator's commands, as {@code crm.node.work.CommandRunner} does. */
final class Deeds {

    private static final Duration TELLING = Duration.ofMillis(20);
    private static final Duration SPOOLING = Duration.ofMillis(5);
    private static final Duration AGREEING = Duration.ofMillis(5);

    private final SimulatedCluster cluster;
    private final SimulatedNode node;
    private final SimulatedServices services;
    private final SimulatedSpool spool;
    private final ArrayDeque<Alert> raised = new ArrayDeque<>();

    Deeds(SimulatedCluster cluster, SimulatedNode node, SimulatedServices services) {
        this.cluster = cluster;
        this.node = node;
        this.services = services;
        this.spool = new SimulatedSpool(cluster, node);
    }

    /** The daemon has ended. */
    void forget() {
        raised.clear();
    }

    void run(Command command, long termKnown) {
        NodeName name = node.name();
        if (!node.alive()) {
            return; // An earlier command of the same decision ended it.
        }
        switch (command) {
            case Command.Append append -> cluster.journal.journalOf(node).append(append.ticket(), append.entries());
            case Command.Perform perform -> {
                cluster.saw(new Happening.Performed(name, perform.order(), termKnown));
                services.perform(perform.order());
            }
            case Command.KeepStarted keep -> services.keep(keep.started());
            case Command.SwitchPower c -> {
                if (c.task() == PowerTask.OFF) {
                    cluster.saw(new Happening.CutBegun(name, c.node()));
                }
                power(c);
            }
            case Command.Send send -> cluster.network.channelOf(name).send(send.to(), send.message());
            case Command.Suspect c -> cluster.network.channelOf(name).suspect(c.node(), c.evidence());
            case Command.Answer answer -> cluster.answered(name, answer.requestId(), answer.reply());
            case Command.Print print ->
                node.inThisLife(
                        SPOOLING,
                        () -> node.post(new Event.CommandEnded(print, printer().print(print.order()))));
            case Command.NoteReceipts noted -> printer().noted(noted.notes());
            case Command.ResetSelf reset -> {
                cluster.tell(() -> name + " resets itself: " + reset.why());
                resetSelf();
            }
            case Command.Exit exit -> {
                cluster.tell(() -> name + " exits: " + exit.why());
                node.daemonDies();
            }
            case Command.ChangeVoters change ->
                node.inThisLife(
                        AGREEING,
                        () -> node.post(new Event.CommandEnded(
                                change,
                                cluster.journal
                                        .journalOf(node)
                                        .changeVoters(change.node(), change.add(), change.limit()))));
            case Command.Raise raise -> {
                raised.add(raise.alert());
                node.inThisLife(TELLING, this::tellNext);
            }
            case Command.DropAlerts _ -> raised.clear();
            case Command.Show show -> node.fitted().screen().ifPresent(screen -> screen.show(show.view()));
            case Command.ShowLast last -> {
                cluster.chronicle().left(last.view());
                node.fitted().screen().ifPresent(screen -> screen.leaveShowing(last.view()));
            }
            case Command.VerifyRoll roll -> hasNone(roll.requestId(), "no roll of paper that could be compared");
            case Command.ListDevices list -> hasNone(list.requestId(), "no device that could be asked");
            case Command.IssueToken token -> hasNone(token.requestId(), "no key, so no token for it");
        }
    }

    private AlertPrinter printer() {
        return node.fitted().printer().orElse(spool);
    }

    private void hasNone(String requestId, String what) {
        cluster.answered(
                node.name(), requestId, Reply.Failed.of(Reply.Kind.NO_SUCH_THING, "a simulated node has " + what));
    }

    /** Without a watchdog only the daemon ends, and systemd begins it anew. */
    private void resetSelf() {
        if (node.hasWatchdog() || !cluster.rough()) {
            node.reset();
        } else {
            node.daemonDies();
            node.bootLater();
        }
    }

    /** One alert after the other, each taking its time; a node that dies meanwhile has told no more. */
    private void tellNext() {
        Alert alert = raised.pollFirst();
        if (alert != null) {
            long term = node.state().orElseThrow().facts().authority().term();
            cluster.told(node.name(), node.life(), term, alert);
            node.post(new Event.CommandEnded(new Command.Raise(alert), new Outcome.Succeeded("")));
        }
    }

    private void power(Command.SwitchPower c) {
        int life = node.life();
        cluster.powerSwitch.ask(node.name(), c.node(), c.task(), c.limit(), outcome -> {
            if (life == node.life()) {
                node.post(new Event.PowerChanged(c.node(), c.life(), c.task(), outcome, Duration.ofMillis(8)));
            }
        });
    }
}
