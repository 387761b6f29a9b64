package crm.port;

import crm.alert.Alert;
import crm.model.AlertTarget;
import crm.transition.Outcome;
import java.util.List;

/** Tells configured alert agents of a happening, each in order, none holding up another. */
public interface AlertSink {

    Outcome tell(Alert alert, List<AlertTarget> targets);
}
