package crm.demo.simulation;

import crm.coordination.Event;
import crm.coordination.Event.PowerTask;
import crm.model.NodeName;
import crm.state.FencingOutcome;
import crm.state.FencingOutcome.NotKnown;
import crm.state.FencingOutcome.Off;
import crm.state.FencingOutcome.On;
import crm.state.FencingOutcome.Refused;
import crm.state.LinkState;
import crm.state.PowerProof;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The PoE switch, as its adapter presents it: it may be silent, late, ignorant or disobedient, but what the adapter calls
 * proof is one.
 */
final class SimulatedSwitch {

    private static final Duration ANSWER = Duration.ofMillis(8);
    private static final Duration STALL = Duration.ofSeconds(3);
    private static final Duration GIVES_UP_SETTLING = Duration.ofSeconds(4);

    private final SimulatedCluster cluster;
    private final Chance chance;
    private final Set<Quirk> quirks = EnumSet.noneOf(Quirk.class);
    private final Set<NodeName> portsDown = new HashSet<>();
    private boolean poeTable = true;

    SimulatedSwitch(SimulatedCluster cluster, Chance chance) {
        this.cluster = cluster;
        this.chance = chance;
    }

    void quirk(Quirk quirk, boolean has) {
        if (has) {
            quirks.add(quirk);
        } else {
            quirks.remove(quirk);
        }
    }

    void hasPoeTable(boolean has) {
        poeTable = has;
    }

    /** Whether the port carries anything: bits, and with them usually power. */
    boolean portUp(NodeName node) {
        return !portsDown.contains(node);
    }

    /** A person sets every port right. */
    void restoreAll() {
        quirks.clear();
        for (NodeName node : List.copyOf(portsDown)) {
            portsDown.remove(node);
            cluster.node(node).feed(true);
        }
    }

    /** A cable came or went: the switch tells whoever listens. */
    void linkChanged(NodeName about, LinkState state) {
        int times = has(Quirk.TRAPS_LOST) ? 0 : has(Quirk.TRAPS_DOUBLED) ? 2 : 1;
        for (NodeName node : cluster.names()) {
            for (int i = 0; i < times; i++) {
                int delay = i == 0 ? 1 : chance.stretch(1, 2000);
                cluster.time.afterMillis(delay, () -> {
                    if (cluster.node(node).hasLink()) {
                        cluster.node(node).post(new Event.LinkChanged(about, state, "trap"));
                    }
                });
            }
        }
    }

    /** Asks the switch; the answer comes once, by the limit at the latest. */
    void ask(NodeName asker, NodeName target, PowerTask task, Duration limit, Consumer<FencingOutcome> answer) {
        boolean silent = has(Quirk.SILENT) || !cluster.node(asker).hasLink();
        if (silent) {
            // The stories of the table know a switch that says at once that it is not there.
            Duration wait = cluster.rough() ? limit : ANSWER;
            cluster.time.after(wait, () -> answer.accept(new NotKnown("the switch does not answer")));
            return;
        }
        Duration delay = has(Quirk.STALLS) ? STALL : ANSWER;
        if (delay.compareTo(limit) > 0) {
            cluster.time.after(delay, () -> carryOut(asker, target, task, limit, _ -> {}));
            cluster.time.after(limit, () -> answer.accept(new NotKnown("no answer within " + limit)));
        } else {
            cluster.time.after(delay, () -> carryOut(asker, target, task, limit.minus(delay), answer));
        }
    }

    private void carryOut(
            NodeName asker, NodeName target, PowerTask task, Duration limit, Consumer<FencingOutcome> answer) {
        if (has(Quirk.NO_SUCH_INSTANCE)) {
            answer.accept(new Refused("the switch has no port for " + target));
            return;
        }
        switch (task) {
            case PROVE -> answer.accept(prove(target));
            case LOOK ->
                answer.accept(
                        cluster.node(target).hasSecondSupply()
                                ? new Refused(target + " has a second supply")
                                : new On("it draws power"));
            case OFF -> off(asker, target, limit, answer);
            case ON -> on(asker, target, answer);
        }
    }

    private FencingOutcome prove(NodeName target) {
        boolean cable = cluster.node(target).isPlugged();
        if (!poeTable || has(Quirk.READS_LAG)) {
            return new NotKnown("the switch says nothing of its load");
        }
        if (!portUp(target) && !cluster.node(target).powered()) {
            return new Off(proof(target, new PowerProof.PortOff(portOf(target), 1)));
        }
        if (!cable && !cluster.node(target).hasSecondSupply()) {
            return new Off(proof(target, new PowerProof.NoLoad(portOf(target), 1, "waitingForLoad")));
        }
        return has(Quirk.POE_READS_ZERO) ? new NotKnown("it gives no power but has a link") : new On("it draws power");
    }

    private void off(NodeName asker, NodeName target, Duration limit, Consumer<FencingOutcome> answer) {
        if (has(Quirk.AUTHORIZATION_ERROR)) {
            answer.accept(new Refused("no access"));
        } else if (has(Quirk.SET_IGNORED)) {
            later(GIVES_UP_SETTLING, limit, () -> answer.accept(new NotKnown("the port still says that it is on")));
        } else if (has(Quirk.POE_STAYS_ON)) {
            portsDown.add(target);
            linkChanged(target, LinkState.DOWN);
            cluster.network.reassess();
            later(GIVES_UP_SETTLING, limit, () -> answer.accept(new NotKnown("the port goes on delivering power")));
        } else if (has(Quirk.SET_DELAYED)) {
            Duration delay = Duration.ofMillis(chance.between(500, 15_000));
            boolean inTime = delay.compareTo(limit) < 0;
            cluster.time.after(delay, () -> {
                cut(asker, target);
                if (inTime) {
                    answer.accept(portOff(target));
                }
            });
            if (!inTime) {
                cluster.time.after(limit, () -> answer.accept(new NotKnown("the port still says that it is on")));
            }
        } else {
            cut(asker, target);
            if (has(Quirk.REPLY_LOST)) {
                later(GIVES_UP_SETTLING, limit, () -> answer.accept(new NotKnown("no answer")));
            } else {
                answer.accept(portOff(target));
            }
        }
    }

    private void later(Duration wish, Duration limit, Runnable what) {
        cluster.time.after(wish.compareTo(limit) < 0 ? wish : limit, what);
    }

    private void cut(NodeName asker, NodeName target) {
        cluster.tell(() -> "power off " + target + " by " + asker);
        boolean hadLink = portUp(target) && cluster.node(target).isPlugged();
        portsDown.add(target);
        cluster.node(target).feed(false);
        if (hadLink && cluster.rough()) {
            linkChanged(target, LinkState.DOWN);
        }
    }

    private void on(NodeName asker, NodeName target, Consumer<FencingOutcome> answer) {
        if (has(Quirk.AUTHORIZATION_ERROR) || has(Quirk.SET_IGNORED)) {
            answer.accept(new NotKnown("the port still says that it is off"));
            return;
        }
        cluster.tell(() -> "power on " + target + " by " + asker);
        if (has(Quirk.POE_DOES_NOT_RETURN)) {
            answer.accept(new NotKnown("the port is on and gives no power"));
            return;
        }
        boolean wasDown = portsDown.remove(target);
        cluster.node(target).feed(true);
        if (wasDown && cluster.node(target).isPlugged() && cluster.rough()) {
            linkChanged(target, LinkState.UP);
        }
        answer.accept(new On("on again"));
    }

    private FencingOutcome portOff(NodeName target) {
        return new Off(proof(target, new PowerProof.PortOff(portOf(target), 1)));
    }

    /** The first port leads to whoever looks at the page. */
    private String portOf(NodeName node) {
        return "ether" + (cluster.names().indexOf(node) + 2);
    }

    private boolean has(Quirk quirk) {
        return quirks.contains(quirk);
    }

    private PowerProof proof(NodeName target, PowerProof.Evidence evidence) {
        return new PowerProof(target, "switch", evidence, cluster.time.now(), ANSWER);
    }
}
