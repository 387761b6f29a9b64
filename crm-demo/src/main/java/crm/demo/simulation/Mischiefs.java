package crm.demo.simulation;

import crm.model.NodeName;
import crm.transition.ActionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The agents and services that misbehave at the moment. */
final class Mischiefs {

    private final List<Mischief> all = new ArrayList<>();

    void begin(Mischief mischief) {
        all.add(mischief);
    }

    void end(Mischief mischief) {
        all.remove(mischief);
    }

    void endAll() {
        all.clear();
    }

    /** What goes wrong with an action on a node, if anything does. */
    Optional<Mischief.Kind> with(NodeName node, ActionId action) {
        return all.stream()
                .filter(m -> m.concerns(node, action.instance(), action.task()))
                .map(Mischief::kind)
                .findFirst();
    }
}
