package crm.demo.simulation.invariant;

import crm.alert.ReceiptOrder;
import crm.demo.simulation.Happening;
import crm.demo.simulation.SimulatedCluster;
import crm.journal.Incident;
import crm.state.NodeState.Membership;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Of each incident at most one receipt is printed, whichever nodes have printers; in the end, one, if there is a printer. */
final class OneReceiptEach implements Invariant {

    private final Set<Integer> incidents = new HashSet<>();
    private final Set<Integer> numbers = new HashSet<>();

    @Override
    public Optional<String> broken(SimulatedCluster world, Happening happening) {
        return switch (happening) {
            case Happening.OnPaper(var by, ReceiptOrder order) -> {
                boolean incident = incidents.add(order.incident().number());
                boolean number = numbers.add(order.number());
                yield incident && number
                        ? Optional.empty()
                        : Optional.of(by + " prints receipt " + order.number() + " of incident "
                                + order.incident().number() + " a second time");
            }
            case Happening.Rested _ ->
                canPrint(world)
                        ? world.agreed().incidents().stream()
                                .filter(incident -> incident.ended().isPresent())
                                .map(Incident::number)
                                .filter(number -> !incidents.contains(number))
                                .findFirst()
                                .map(number -> "incident " + number + " is over and has no receipt")
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static boolean canPrint(SimulatedCluster world) {
        return world.agreed().cluster().nodes().stream()
                .filter(node -> node.membership() == Membership.MEMBER)
                .anyMatch(node -> world.hasPrinter(node.name()));
    }
}
