package crm.node.rehearsal;

import crm.coordination.Command;
import crm.coordination.Event;
import crm.coordination.Event.PowerTask;
import crm.coordination.Moment;
import crm.coordination.Now;
import crm.formats.values.MalformedValue;
import crm.formats.values.ValueCodec;
import crm.journal.AgreedState;
import crm.journal.Entry;
import crm.model.Node;
import crm.model.NodeName;
import crm.port.AgentTraits;
import crm.port.Message;
import crm.port.ResourceAgent.Result;
import crm.state.FencingOutcome;
import crm.state.LinkState;
import crm.state.PowerProof;
import crm.transition.Outcome;
import crm.transition.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One play: the nodes of a cluster as it is configured, all in this process and on a clock of their own, lose one of
 * them. Coordinator, plans, journal entries and their wire form are the real ones; nothing leaves this process, and
 * nothing is done to any service or device.
 */
public final class Rehearsal {

    private static final Duration TICK = Duration.ofMillis(250);
    private static final Duration ACT_MAX = Duration.ofSeconds(30);

    /** A play that does not come to its end is broken off; it has warmed what there is to warm. */
    private static final int DELIVERIES_MAX = 5_000;

    private static final int NOT_RUNNING = 7;

    private final Map<NodeName, Player> players = new LinkedHashMap<>();
    private final ArrayDeque<Delivery> deliveries = new ArrayDeque<>();
    private final ValueCodec codec = new ValueCodec();
    private final Instant begun;
    private final NodeName leader;
    private final long term;
    private Instant now;
    private long index;
    private int delivered;

    private record Delivery(NodeName to, Event event) {}

    private Rehearsal(AgreedState agreed, NodeName leader, Instant now) {
        this.begun = now;
        this.now = now;
        this.leader = leader;
        this.term = 1;
        this.index = agreed.index();
    }

    /**
     * Plays.
     *
     * @param agreed what the play begins with
     * @param leader who leads in it
     * @param lost who is lost in it, another one
     * @param now when it is set; nothing of it is remembered
     * @return how many services the others started
     */
    public static int of(AgreedState agreed, NodeName leader, NodeName lost, Instant now) {
        var play = new Rehearsal(agreed, leader, now);
        List<NodeName> cast =
                agreed.configuration().nodes().stream().map(Node::name).toList();
        cast.forEach(name -> play.players.put(name, new Player(name, cast, play.clocks())));
        play.arrive(agreed, cast);
        play.act();
        int before = play.started();
        play.lose(lost);
        play.act();
        return play.started() - before;
    }

    private void arrive(AgreedState agreed, List<NodeName> cast) {
        toAll(new Event.StateRestored(agreed));
        toAll(new Event.VotersChanged(cast));
        toAll(new Event.MembershipChanged(cast));
        toAll(new Event.LeadershipChanged(term, Optional.of(leader)));
    }

    private void lose(NodeName lost) {
        players.remove(lost);
        toAll(new Event.LinkChanged(lost, LinkState.DOWN, "a rehearsal"));
        toAll(new Event.MembershipChanged(List.copyOf(players.keySet())));
    }

    /** Until nothing is to be done for a while, or the act has lasted long enough. */
    private void act() {
        Instant end = now.plus(ACT_MAX);
        while (now.isBefore(end) && delivered < DELIVERIES_MAX) {
            while (!deliveries.isEmpty() && delivered < DELIVERIES_MAX) {
                deliver(deliveries.remove());
            }
            now = now.plus(TICK);
            toAll(new Event.TimePassed());
        }
    }

    private void deliver(Delivery delivery) {
        delivered++;
        Player player = players.get(delivery.to());
        if (player != null) {
            player.on(delivery.event(), clocks()).forEach(command -> obey(player, command));
        }
    }

    private void obey(Player player, Command command) {
        switch (command) {
            case Command.Append append -> agree(player, append);
            case Command.Perform perform -> perform(player, perform.order());
            case Command.SwitchPower order
            when order.task() == PowerTask.PROVE || order.task() == PowerTask.OFF -> dark(player, order);
            case Command.Send send ->
                deliveries.add(
                        new Delivery(send.to(), new Event.MessageArrived(player.name(), overTheWire(send.message()))));
            case Command.Suspect _ ->
                deliveries.add(new Delivery(player.name(), new Event.MembershipChanged(List.copyOf(players.keySet()))));
            default ->
                deliveries.add(new Delivery(player.name(), new Event.CommandEnded(command, new Outcome.Succeeded(""))));
        }
    }

    private void agree(Player player, Command.Append append) {
        List<Entry> entries = overTheWire(append.entries());
        toAll(new Event.EntriesCommitted(++index, term, entries));
        deliveries.add(new Delivery(player.name(), new Event.AppendEnded(append.ticket(), new Outcome.Succeeded(""))));
    }

    private void perform(Player player, Message.Order order) {
        boolean probe = order.action().id().task() == Task.MONITOR
                && order.action().id().interval().isZero();
        player.performs(order.action().id().task());
        Result result = Result.done(probe ? NOT_RUNNING : 0, "", Duration.ofMillis(1));
        deliveries.add(new Delivery(player.name(), new Event.ActionEnded(order, result, AgentTraits.UNKNOWN)));
    }

    private void dark(Player player, Command.SwitchPower order) {
        var proof = new PowerProof(
                order.node(), "rehearsal", new PowerProof.SwitchedOff("none"), now, Duration.between(begun, now));
        deliveries.add(new Delivery(
                player.name(),
                new Event.PowerChanged(
                        order.node(),
                        order.life(),
                        order.task(),
                        new FencingOutcome.Off(proof),
                        Duration.ofMillis(1))));
    }

    private Now clocks() {
        return new Now(now, new Moment(Duration.between(begun, now).toNanos()));
    }

    private void toAll(Event event) {
        players.keySet().forEach(name -> deliveries.add(new Delivery(name, event)));
    }

    private int started() {
        return players.values().stream().mapToInt(Player::started).sum();
    }

    private Message overTheWire(Message message) {
        try {
            return codec.read(codec.write(message), Message.class);
        } catch (MalformedValue own) {
            throw new IllegalStateException(own);
        }
    }

    private List<Entry> overTheWire(List<Entry> entries) {
        try {
            return codec.readList(codec.write(entries), Entry.class);
        } catch (MalformedValue own) {
            throw new IllegalStateException(own);
        }
    }
}
