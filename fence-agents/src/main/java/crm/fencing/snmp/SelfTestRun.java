package crm.fencing.snmp;

import crm.fencing.Deadline;
import crm.fencing.snmp.PortReply.Reading;
import crm.fencing.snmp.SelfTest.Finding;
import crm.fencing.snmp.SelfTest.Trial;
import crm.model.NodeName;
import crm.port.FencingDevice.DeviceUnreachable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Tries each way on the port that feeds a node, in earnest. Whatever happens, the port is left on if it can be. */
final class SelfTestRun {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    /** A Pi needs detection, soft start and its first milliamperes before it counts as fed again. */
    private static final Duration RETURN_MAX = Duration.ofSeconds(15);

    private final SwitchPlan plan;
    private final PortControls controls;
    private final Deadline deadline;

    SelfTestRun(SwitchPlan plan, PortControls controls, Deadline deadline) {
        this.plan = plan;
        this.controls = controls;
        this.deadline = deadline;
    }

    /** One port, by every way. */
    List<Trial> of(NodeName node, String name, SwitchPort port) throws PortTrouble, DeviceUnreachable {
        Reading before = port.locate(deadline);
        mustBeFed(node, name, before);
        var trials = new ArrayList<Trial>();
        for (PortControl control : controls.configured()) {
            trials.add(new Trial(control.method().word(), name, tried(control, port)));
        }
        return trials;
    }

    /** A port that shows no load now would show none after it was cut, whatever happened to the node. */
    private static void mustBeFed(NodeName node, String name, Reading reading) throws PortTrouble {
        if (reading.poe().isPresent() && !reading.poe().get().feeds()) {
            throw PortTrouble.refused(
                    name + " gives " + node + " no power now (" + reading.poe().get()
                            + "): is the node off, has it a second supply, or can this switch not measure?"
                            + " A test would prove nothing");
        }
    }

    private Finding tried(PortControl control, SwitchPort port) throws PortTrouble, DeviceUnreachable {
        Reading before = port.locate(deadline);
        long begun = System.nanoTime();
        try {
            port.off(control, before, plan.settle(), deadline);
        } catch (PortTrouble trouble) {
            port.on(plan.settle(), deadline);
            return new SelfTest.DoesNotCut(trouble.why());
        }
        Duration off = since(begun);
        long switchedOn = System.nanoTime();
        try {
            port.on(control, plan.settle(), deadline);
            if (before.poe().isEmpty()) {
                return new SelfTest.LinkOnly(off);
            }
            awaitLoad(port);
            return new SelfTest.Proven(off, since(switchedOn));
        } catch (PortTrouble trouble) {
            port.on(plan.settle(), deadline);
            return new SelfTest.DoesNotReturn(off, trouble.why());
        }
    }

    private void awaitLoad(SwitchPort port) throws PortTrouble, DeviceUnreachable {
        Deadline back = deadline.atMost(RETURN_MAX);
        while (true) {
            Reading reading = port.locate(deadline);
            if (reading.poe().filter(Poe::feeds).isPresent()) {
                return;
            }
            if (back.passed()) {
                throw PortTrouble.notKnown("it is switched on, but draws nothing ("
                        + reading.poe().map(Poe::toString).orElse("-") + ")");
            }
            try {
                Thread.sleep(LOOK_AGAIN);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw PortTrouble.notKnown("interrupted while waiting for the node to draw power");
            }
        }
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
