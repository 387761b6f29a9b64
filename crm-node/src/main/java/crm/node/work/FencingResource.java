package crm.node.work;

import crm.port.AgentCall;
import crm.port.FencingDevice;
import crm.port.ResourceAgent;
import crm.transition.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A fence device as a resource: “started” on a node means that this node watches over it. Any node may use a device,
 * whether it is started there or not, as in Pacemaker.
 */
public final class FencingResource implements ResourceAgent {

    private static final int NOT_RUNNING = 7;

    private final Map<String, FencingDevice> devices = new ConcurrentHashMap<>();
    private final Map<String, Boolean> started = new ConcurrentHashMap<>();

    /** The configuration changed. */
    public void configured(List<FencingDevice> configured) {
        devices.keySet().retainAll(configured.stream().map(FencingDevice::id).toList());
        configured.forEach(device -> devices.put(device.id(), device));
    }

    @Override
    public Result perform(AgentCall call) {
        String id = call.instance().resource().value();
        long begun = System.nanoTime();
        return switch (call.action()) {
            case "start" -> {
                Result result = ask(id, call.timeout(), begun);
                if (result.exitCode() == 0) {
                    started.put(id, true);
                }
                yield result;
            }
            case "monitor" -> started.containsKey(id) ? ask(id, call.timeout(), begun) : done(NOT_RUNNING, "", begun);
            case "stop" -> {
                started.remove(id);
                yield done(0, "", begun);
            }
            default -> done(0, "", begun);
        };
    }

    private Result ask(String id, Duration limit, long begun) {
        Optional<FencingDevice> device = Optional.ofNullable(devices.get(id));
        if (device.isEmpty()) {
            return done(1, "fence device " + id + " is not usable: its parameters are wrong", begun);
        }
        return switch (device.get().monitor(limit)) {
            case Outcome.Succeeded _ -> done(0, "", begun);
            case Outcome.Failed(String why) -> done(1, why, begun);
            case Outcome.TimedOut(Duration after) -> done(1, "no answer within " + after.toMillis() + " ms", begun);
        };
    }

    private static Result done(int exitCode, String reason, long begun) {
        return Result.done(exitCode, reason, Duration.ofNanos(System.nanoTime() - begun));
    }
}
