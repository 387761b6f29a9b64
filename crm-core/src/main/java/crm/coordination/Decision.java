package crm.coordination;

import java.util.List;

/** What follows from an event: the next state, and what is to be done, in this order. */
public record Decision(CoordinatorState next, List<Command> commands) {
    public Decision {
        commands = List.copyOf(commands);
    }
}
