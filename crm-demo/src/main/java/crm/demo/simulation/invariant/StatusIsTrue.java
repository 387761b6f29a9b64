package crm.demo.simulation.invariant;

import crm.control.Reply;
import crm.demo.simulation.Happening;
import crm.demo.simulation.Repertoire;
import crm.demo.simulation.SimulatedCluster;
import crm.model.InstanceId;
import crm.model.NodeName;
import crm.status.StatusView;
import crm.status.StatusView.Condition;
import crm.status.StatusView.NodeLine;
import java.util.Optional;

/**
 * A status never says that a node is off whose life of that time goes on; and at rest it says of every node what is so.
 */
final class StatusIsTrue implements Invariant {

    private boolean rested;

    @Override
    public Optional<String> broken(SimulatedCluster world, Happening happening) {
        return switch (happening) {
            case Happening.Answered(NodeName on, var _, Reply.Status(StatusView view)) ->
                rested ? atRest(world, on, view) : amidTrouble(world, on, view);
            case Happening.Rested _ -> {
                rested = true;
                yield Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    private static Optional<String> amidTrouble(SimulatedCluster world, NodeName on, StatusView view) {
        return view.nodes().stream()
                .filter(line -> line.condition() == Condition.OFF)
                .map(NodeLine::name)
                .filter(name -> world.livesAs(
                        name,
                        world.agreed(on).cluster().node(name).orElseThrow().incarnation()))
                .findFirst()
                .map(name -> on + " says that " + name + " is off, and it runs");
    }

    private static Optional<String> atRest(SimulatedCluster world, NodeName on, StatusView view) {
        if (!world.voters().contains(on)) {
            return Optional.empty(); // It was removed or never let in, and knows nothing.
        }
        if (Repertoire.fits(world.agreed().configuration(), world.voters().size())
                && !view.headline().equals("Everything runs.")) {
            return Optional.of(on + " says at rest: " + view.headline());
        }
        for (NodeLine line : view.nodes()) {
            for (InstanceId instance : line.runs()) {
                if (!world.activeOn(instance).contains(line.name())) {
                    return Optional.of(on + " says that " + instance + " is on " + line.name() + ": it is on "
                            + world.activeOn(instance));
                }
            }
        }
        return Optional.empty();
    }
}
