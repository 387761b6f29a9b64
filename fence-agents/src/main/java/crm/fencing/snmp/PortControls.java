package crm.fencing.snmp;

import crm.fencing.Deadline;
import crm.fencing.rest.RestSession;
import crm.port.FencingDevice.DeviceUnreachable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The ways to a port's power in the order in which to try them: first the one that was last proven to work. */
final class PortControls implements AutoCloseable {

    private final List<PortControl> configured;
    private final Optional<RestSession> rest;

    // Learnt by whichever thread switches, used by the next.
    private final AtomicReference<@Nullable PortControl> proven = new AtomicReference<>();

    PortControls(List<PowerMethod> methods, SwitchTables tables) {
        var controls = new ArrayList<PortControl>();
        Optional<RestSession> session = Optional.empty();
        for (PowerMethod method : methods) {
            switch (method) {
                case PowerMethod.IfAdmin _ -> controls.add(new PortControl.ByAdminStatus(tables, method));
                case PowerMethod.Script script -> controls.add(new PortControl.ByScript(tables, script));
                case PowerMethod.Rest overRest -> {
                    var opened = new RestSession(overRest.where());
                    session = Optional.of(opened);
                    controls.add(new PortControl.ByRest(opened, method));
                }
            }
        }
        this.configured = List.copyOf(controls);
        this.rest = session;
    }

    /** An attempt by one of them. */
    interface Attempt<T> {
        /** @param first whether nothing was tried before */
        T by(PortControl control, boolean first) throws PortTrouble, DeviceUnreachable;
    }

    /** What the first of them gives that succeeds; the trouble of all if none does. */
    <T> T firstThatWorks(Attempt<T> attempt, Deadline deadline) throws PortTrouble, DeviceUnreachable {
        var troubles = new ArrayList<PortTrouble>();
        var words = new ArrayList<String>();
        for (PortControl control : inOrder()) {
            if (!troubles.isEmpty() && deadline.passed()) {
                break;
            }
            try {
                T result = attempt.by(control, troubles.isEmpty());
                proven.set(control);
                return result;
            } catch (PortTrouble trouble) {
                troubles.add(trouble);
                words.add(control.method().word() + ": " + trouble.why());
            }
        }
        throw troubles.size() == 1 ? troubles.getFirst() : PortTrouble.all(troubles, String.join("; ", words));
    }

    List<PortControl> configured() {
        return configured;
    }

    /** From now on this one is tried first. */
    void prefer(PortControl control) {
        proven.set(control);
    }

    Optional<RestSession> rest() {
        return rest;
    }

    private List<PortControl> inOrder() {
        PortControl first = proven.get();
        var order = new ArrayList<>(configured);
        if (first != null && order.remove(first)) {
            order.addFirst(first);
        }
        return order;
    }

    @Override
    public void close() {
        rest.ifPresent(RestSession::close);
    }
}
