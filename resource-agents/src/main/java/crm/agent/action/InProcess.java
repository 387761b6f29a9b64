package crm.agent.action;

import crm.port.AgentCall;
import crm.port.ResourceAgent;
import crm.state.ExecutionStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a {@link ServiceAgent} a {@link ResourceAgent}: picks the method for the action, turns what it throws into a
 * result, and holds it to its deadline even where it forgets.
 */
public final class InProcess implements ResourceAgent {

    private static final Logger LOG = LoggerFactory.getLogger(InProcess.class);
    /** How long an action may run over before it is given up: it keeps its own deadline, this is the second lock. */
    private static final Duration GRACE = Duration.ofMillis(500);

    private final ServiceAgent service;

    public InProcess(ServiceAgent service) {
        this.service = service;
    }

    @Override
    public Result perform(AgentCall call) {
        long begin = System.nanoTime();
        CompletableFuture<Ended> ended = new CompletableFuture<>();
        // A platform thread: agents call the kernel directly, and their children must start in the caller's namespaces.
        Thread thread = Thread.ofPlatform()
                .name(call.action() + " " + call.instance())
                .daemon()
                .start(() -> ended.complete(attempt(call)));
        Ended how;
        try {
            how = ended.get(call.timeout().plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            thread.interrupt();
            how = timedOut("gave no answer within " + call.timeout().toMillis() + " ms");
        } catch (ExecutionException e) {
            throw new IllegalStateException("the action's thread completes only normally", e);
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            how = new Ended(ExecutionStatus.CANCELLED, OcfExit.GENERIC_ERROR, "interrupted");
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        return new Result(how.status, how.exit.code(), how.reason, "", took);
    }

    private record Ended(ExecutionStatus status, OcfExit exit, String reason) {}

    private Ended attempt(AgentCall call) {
        Deadline deadline = Deadline.after(call.timeout());
        try {
            act(call.action(), new Parameters(call, service.metadata()), deadline);
            return new Ended(ExecutionStatus.DONE, OcfExit.SUCCESS, "");
        } catch (AgentFailure e) {
            return new Ended(ExecutionStatus.DONE, e.exit(), e.reason());
        } catch (TimeoutException e) {
            return timedOut(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            return timedOut("interrupted");
        } catch (IOException e) {
            return new Ended(ExecutionStatus.DONE, OcfExit.GENERIC_ERROR, said(e));
        } catch (RuntimeException | Error e) {
            LOG.error("{} of {} failed for a fault of our own", call.action(), call.instance(), e);
            return new Ended(ExecutionStatus.ERROR, OcfExit.GENERIC_ERROR, e.toString());
        }
    }

    private void act(String action, Parameters parameters, Deadline deadline)
            throws AgentFailure, IOException, TimeoutException, InterruptedException {
        switch (action) {
            case "start" -> service.start(parameters, deadline);
            case "stop" -> service.stop(parameters, deadline);
            case "monitor" -> service.monitor(parameters, deadline);
            case "validate-all" -> service.validate(parameters);
            case "meta-data" -> service.metadata();
            default -> throw new AgentFailure(OcfExit.UNIMPLEMENTED, "there is no action " + action);
        }
    }

    private static Ended timedOut(String reason) {
        return new Ended(ExecutionStatus.TIMED_OUT, OcfExit.GENERIC_ERROR, reason);
    }

    private static String said(IOException e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    @Override
    public Optional<Watch> watch(AgentCall monitor, Consumer<String> onTrouble) {
        try {
            return service.watch(new Parameters(monitor, service.metadata()), onTrouble);
        } catch (AgentFailure | IOException e) {
            LOG.warn("{} is not watched between monitors: {}", monitor.instance(), e.getMessage());
            return Optional.empty();
        }
    }
}
