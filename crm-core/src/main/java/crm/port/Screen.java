package crm.port;

import crm.status.StatusView;
import crm.transition.Outcome;

/** Shows the state of the cluster on a panel. May take twenty seconds; a newer view replaces one that waits. */
public interface Screen {

    Outcome show(StatusView view);

    /** Shows one last view, which stays when this daemon is gone. */
    Outcome leaveShowing(StatusView view);
}
