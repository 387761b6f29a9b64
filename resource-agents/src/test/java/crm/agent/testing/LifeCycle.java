package crm.agent.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crm.port.ResourceAgent.Result;
import crm.state.ExecutionStatus;

/** What every agent owes, whatever it serves: each action twice, and the looks in between. */
public final class LifeCycle {

    private LifeCycle() {}

    /** From stopped to stopped. */
    public static void check(Calls resource) {
        expect(0, "stop of what never was started", resource.stop());
        expect(7, "a look before the start", resource.probe());
        expect(0, "start", resource.start());
        expect(0, "a look after the start", resource.monitor());
        expect(0, "start of what runs", resource.start());
        expect(0, "a probe of what runs", resource.probe());
        expect(0, "stop", resource.stop());
        expect(7, "a look after the stop", resource.monitor());
        expect(0, "stop of what is stopped", resource.stop());
        expect(7, "a probe after the stop", resource.probe());
    }

    public static void expect(int exitCode, String what, Result result) {
        assertEquals(ExecutionStatus.DONE, result.status(), () -> what + ": " + result);
        assertEquals(exitCode, result.exitCode(), () -> what + ": " + result);
    }
}
