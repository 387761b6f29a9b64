package crm.demo.simulation.chaos;

import crm.control.Reply;
import crm.control.Request;
import crm.coordination.Command;
import crm.coordination.Coordinator;
import crm.coordination.CoordinatorState;
import crm.coordination.Decision;
import crm.coordination.Duties;
import crm.coordination.Event;
import crm.coordination.Event.ActionEnded;
import crm.coordination.Event.AppendEnded;
import crm.coordination.Event.EntriesCommitted;
import crm.coordination.Event.LinkChanged;
import crm.coordination.Event.MembershipChanged;
import crm.coordination.Event.MessageArrived;
import crm.coordination.Event.PowerChanged;
import crm.coordination.Event.PowerTask;
import crm.coordination.Facts;
import crm.coordination.Now;
import crm.coordination.OrdersTaken;
import crm.demo.simulation.Brain;
import crm.journal.Entry;
import crm.journal.Entry.ConfigurationChanged;
import crm.model.NodeName;
import crm.port.AgentTraits;
import crm.port.Message.Order;
import crm.port.Message.Settled;
import crm.port.Message.TakeOver;
import crm.port.ResourceAgent.Result;
import crm.state.FencingOutcome.NotKnown;
import crm.state.FencingOutcome.Off;
import crm.state.FencingOutcome.Refused;
import crm.state.Incarnation;
import crm.state.LinkState;
import crm.state.NodeState;
import crm.state.PowerProof;
import crm.status.StatusView;
import crm.status.StatusView.Condition;
import crm.status.StatusView.NodeLine;
import crm.transition.Outcome;
import crm.transition.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Guarantees broken on purpose, one at a time: each wraps the real coordinator and makes one mistake in what it hears,
 * says or remembers. Nothing of this is in the program.
 */
enum Mutant {
    TREATS_A_TIMEOUT_AS_OFF {
        @Override
        Event hears(Facts facts, Event event, Now now) {
            return event instanceof PowerChanged p && p.task() == PowerTask.OFF && p.outcome() instanceof NotKnown
                    ? believedOff(facts, p.node(), PowerTask.OFF, now)
                    : event;
        }
    },
    TREATS_A_REFUSAL_AS_OFF {
        @Override
        Event hears(Facts facts, Event event, Now now) {
            return event instanceof PowerChanged p && p.task() == PowerTask.OFF && p.outcome() instanceof Refused
                    ? believedOff(facts, p.node(), PowerTask.OFF, now)
                    : event;
        }
    },
    TAKES_A_LOST_LINK_FOR_PROOF {
        @Override
        List<Event> imagines(Facts facts, Event event, Now now) {
            return event instanceof LinkChanged link && link.link() == LinkState.DOWN
                    ? List.of(believedOff(facts, link.node(), PowerTask.PROVE, now))
                    : List.of();
        }
    },
    TAKES_SILENCE_FOR_PROOF {
        @Override
        List<Event> imagines(Facts facts, Event event, Now now) {
            return lostIn(facts, event)
                    .map(node -> believedOff(facts, node, PowerTask.PROVE, now))
                    .toList();
        }
    },
    FENCES_BEFORE_A_MAJORITY_HAS_AGREED {
        @Override
        List<Command> adds(Facts facts, Event event, Decision decision) {
            return lostIn(facts, event)
                    .map(node -> (Command)
                            new Command.SwitchPower(node, life(facts, node), PowerTask.OFF, Duration.ofSeconds(10)))
                    .toList();
        }
    },
    OBEYS_AN_OLD_LEADER {
        @Override
        List<Command> adds(Facts facts, Event event, Decision decision) {
            return event instanceof MessageArrived(var _, Order order)
                            && order.term() < facts.authority().term()
                    ? List.of(new Command.Perform(order))
                    : List.of();
        }
    },
    TAKES_ORDERS_FOR_AN_EARLIER_LIFE {
        @Override
        List<Command> adds(Facts facts, Event event, Decision decision) {
            return event instanceof MessageArrived(var _, Order order)
                            && !order.addressee().equals(facts.self().incarnation())
                    ? List.of(new Command.Perform(order))
                    : List.of();
        }
    },
    FORGETS_WHICH_ORDERS_CAME {
        @Override
        Facts remembers(Facts before, Facts after) {
            return with(after, forgetful(after.duties()));
        }
    },
    SAYS_IT_HAS_SETTLED_AT_ONCE {
        @Override
        List<Command> adds(Facts facts, Event event, Decision decision) {
            return event instanceof MessageArrived(NodeName leader, TakeOver takeOver)
                    ? List.of(new Command.Send(
                            leader, new Settled(takeOver.term(), facts.self().incarnation())))
                    : List.of();
        }
    },
    CALLS_A_FAILED_STOP_STOPPED {
        @Override
        Event hears(Facts facts, Event event, Now now) {
            return event instanceof ActionEnded ended
                            && ended.order().action().id().task() == Task.STOP
                    ? ended(ended, 0)
                    : event;
        }
    },
    FINDS_NOTHING_WHEN_IT_PROBES {
        @Override
        Event hears(Facts facts, Event event, Now now) {
            return event instanceof ActionEnded ended
                            && ended.order().action().id().task() == Task.MONITOR
                            && ended.order().action().id().interval().isZero()
                    ? ended(ended, 7)
                    : event;
        }
    },
    ACKNOWLEDGES_WHAT_WAS_NOT_WRITTEN {
        @Override
        Event hears(Facts facts, Event event, Now now) {
            return event instanceof AppendEnded ended
                    ? new AppendEnded(ended.ticket(), new Outcome.Succeeded("surely"))
                    : event;
        }
    },
    ACKNOWLEDGES_BEFORE_IT_IS_WRITTEN {
        @Override
        List<Command> adds(Facts facts, Event event, Decision decision) {
            return event instanceof Event.RequestArrived asked && asked.request() instanceof Request.Configure
                    ? List.of(new Command.Answer(asked.requestId(), new Reply.Progress("done")))
                    : List.of();
        }
    },
    FORGETS_A_CHANGE_ON_ONE_NODE {
        @Override
        Event hears(Facts facts, Event event, Now now) {
            if (event instanceof EntriesCommitted committed
                    && facts.self().name().value().equals("pi2")
                    && facts.agreed().configurationVersion() > 4) {
                List<Entry> kept = committed.entries().stream()
                        .filter(entry -> !(entry instanceof ConfigurationChanged))
                        .toList();
                return new EntriesCommitted(committed.index(), committed.term(), kept);
            }
            return event;
        }
    },
    CALLS_A_LOST_NODE_OFF {
        @Override
        Command says(Command command) {
            return command instanceof Command.Answer(String id, Reply.Status(StatusView view))
                    ? new Command.Answer(id, new Reply.Status(pretending(view)))
                    : command;
        }
    },
    TELLS_NOTHING_OF_LOSSES {
        @Override
        List<Command> says(List<Command> commands) {
            return commands.stream()
                    .filter(c ->
                            !(c instanceof Command.Raise raise && raise.alert() instanceof crm.alert.Alert.NodeLost))
                    .toList();
        }
    },
    TELLS_EVERYTHING_TWICE {
        @Override
        List<Command> says(List<Command> commands) {
            return commands.stream()
                    .flatMap(c -> c instanceof Command.Raise ? Stream.of(c, c) : Stream.of(c))
                    .toList();
        }
    },
    NEVER_SAYS_THAT_IT_IS_THERE_AGAIN {
        @Override
        List<Command> says(List<Command> commands) {
            return commands.stream()
                    .filter(c -> !(c instanceof Command.Send send && send.message() instanceof crm.port.Message.Hello))
                    .toList();
        }
    };

    /** What it hears instead. */
    Event hears(Facts facts, Event event, Now now) {
        return event;
    }

    /** What it believes to hear besides. */
    List<Event> imagines(Facts facts, Event event, Now now) {
        return List.of();
    }

    /** What it does besides. */
    List<Command> adds(Facts facts, Event event, Decision decision) {
        return List.of();
    }

    Command says(Command command) {
        return command;
    }

    /** What it does instead. */
    List<Command> says(List<Command> commands) {
        return commands.stream().map(this::says).toList();
    }

    /** What it knows afterwards instead. */
    Facts remembers(Facts before, Facts after) {
        return after;
    }

    /** A coordinator that makes this mistake. */
    Brain brain() {
        Brain real = Brain.coordinator(Coordinator.Audience.NOBODY);
        return (state, event, now) -> {
            Facts before = state.facts();
            Decision decision = real.on(state, hears(before, event, now), now);
            var commands = new ArrayList<>(decision.commands());
            CoordinatorState next = decision.next();
            for (Event imagined : imagines(before, event, now)) {
                Decision more = real.on(next, imagined, now);
                commands.addAll(more.commands());
                next = more.next();
            }
            commands.addAll(adds(before, event, decision));
            return new Decision(next.knowing(remembers(before, next.facts())), says(commands));
        };
    }

    private static Stream<NodeName> lostIn(Facts facts, Event event) {
        return event instanceof MembershipChanged seen
                ? facts.presence().members().stream()
                        .filter(node -> !seen.members().contains(node))
                : Stream.empty();
    }

    private static Event believedOff(Facts facts, NodeName node, PowerTask task, Now now) {
        var proof = new PowerProof(node, "nothing", new PowerProof.PortOff("none", 0), now.date(), Duration.ZERO);
        return new PowerChanged(node, life(facts, node), task, new Off(proof), Duration.ZERO);
    }

    private static Incarnation life(Facts facts, NodeName node) {
        return facts.agreed().cluster().node(node).map(NodeState::incarnation).orElse(Incarnation.UNKNOWN);
    }

    private static Event ended(ActionEnded ended, int exitCode) {
        return new ActionEnded(
                ended.order(), Result.done(exitCode, "", ended.result().took()), AgentTraits.UNKNOWN);
    }

    private static Duties forgetful(Duties d) {
        return new Duties(
                d.lastCallId(),
                d.inProgress(),
                d.unreported(),
                d.monitors(),
                d.startedWith(),
                d.settleFor(),
                new OrdersTaken(0, 0, List.of()),
                d.printing());
    }

    private static Facts with(Facts facts, Duties duties) {
        return new Facts(
                facts.self(),
                facts.agreed(),
                facts.presence(),
                facts.authority(),
                duties,
                facts.suspicions(),
                facts.lastTicket(),
                facts.restored(),
                facts.shown(),
                facts.leaving(),
                facts.handedOn());
    }

    private static StatusView pretending(StatusView v) {
        List<NodeLine> nodes = v.nodes().stream()
                .map(n -> n.condition() == Condition.UNCLEAN || n.condition() == Condition.FENCING
                        ? new NodeLine(
                                n.name(),
                                n.witness(),
                                Condition.OFF,
                                n.sentence(),
                                n.runs(),
                                n.fencingProven(),
                                n.previousLife())
                        : n)
                .toList();
        return new StatusView(
                v.cluster(),
                v.self(),
                v.asOf(),
                v.leader(),
                v.term(),
                v.quorum(),
                v.version(),
                v.lastChange(),
                v.maintenance(),
                v.busy(),
                v.headline(),
                v.notices(),
                nodes,
                v.resources(),
                v.failures(),
                v.fencing(),
                v.moves(),
                v.attributes(),
                v.incident());
    }
}
