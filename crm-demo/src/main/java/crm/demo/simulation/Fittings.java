package crm.demo.simulation;

import crm.model.NodeName;
import crm.port.AlertPrinter;
import crm.port.Screen;
import java.util.Optional;

/** What hangs on the nodes besides cable and power: nothing that is real, unless the world is to be looked at. */
@FunctionalInterface
public interface Fittings {

    Fittings NONE = _ -> Fitted.NOTHING;

    /** A daemon begins on this node. */
    Fitted fit(NodeName node);

    /** What one daemon has, from its beginning to its end. */
    interface Fitted {

        Fitted NOTHING = () -> {};

        /** Empty: receipts go to simulated paper. */
        default Optional<AlertPrinter> printer() {
            return Optional.empty();
        }

        default Optional<Screen> screen() {
            return Optional.empty();
        }

        /** The daemon has ended, perhaps with its machine. */
        void ended();
    }
}
