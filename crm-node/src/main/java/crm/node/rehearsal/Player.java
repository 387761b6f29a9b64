package crm.node.rehearsal;

import crm.coordination.Command;
import crm.coordination.Coordinator;
import crm.coordination.Coordinator.Audience;
import crm.coordination.CoordinatorState;
import crm.coordination.Decision;
import crm.coordination.Event;
import crm.coordination.Now;
import crm.coordination.Self;
import crm.coordination.Tuning;
import crm.model.NodeName;
import crm.policy.Scheduler;
import crm.state.Incarnation;
import crm.transition.Task;
import java.util.List;

/** Who plays a node: a coordinator and its state. */
final class Player {

    private final NodeName name;
    private final Coordinator coordinator = new Coordinator(new Scheduler(), Tuning.standard(), Audience.SCREEN);
    private CoordinatorState state;
    private int started;

    Player(NodeName name, List<NodeName> cast, Now now) {
        this.name = name;
        var self = new Self(name, new Incarnation("rehearsal-" + name), false, false, "rehearsal", "0", now.moment());
        this.state = Coordinator.start(self, cast, List.of(), now.moment());
    }

    NodeName name() {
        return name;
    }

    List<Command> on(Event event, Now now) {
        Decision decision = coordinator.on(state, event, now);
        state = decision.next();
        return decision.commands();
    }

    void performs(Task task) {
        if (task == Task.START) {
            started++;
        }
    }

    int started() {
        return started;
    }
}
