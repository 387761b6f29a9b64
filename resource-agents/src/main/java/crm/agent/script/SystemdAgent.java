package crm.agent.script;

import crm.agent.action.Deadline;
import crm.agent.action.OcfExit;
import crm.agent.process.ShortProcess;
import crm.agent.process.ShortProcess.Ended;
import crm.port.AgentCall;
import crm.port.ResourceAgent;
import crm.state.ExecutionStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** A systemd unit, by way of {@code systemctl}. */
public final class SystemdAgent implements ResourceAgent {

    private static final Duration STEP = Duration.ofMillis(50);

    private final String unit;
    private final String program;

    /** @param type the unit's name, {@code .service} left out or not */
    public SystemdAgent(String type) {
        this(type, "systemctl");
    }

    /** @param program stands in for {@code systemctl} in tests: there is no systemd in a namespace */
    SystemdAgent(String type, String program) {
        this.unit = UnitState.unitName(type);
        this.program = program;
    }

    @Override
    public Result perform(AgentCall call) {
        long begin = System.nanoTime();
        Deadline deadline = Deadline.after(call.timeout());
        Result result = attempt(call, deadline);
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        return new Result(result.status(), result.exitCode(), result.exitReason(), result.output(), took);
    }

    private Result attempt(AgentCall call, Deadline deadline) {
        try {
            UnitState state = state(deadline);
            return switch (call.action()) {
                case "start" -> state.installed() ? order("start", OcfExit.SUCCESS, deadline) : notInstalled();
                // What is not installed does not run: a stop of it has nothing to do.
                case "stop" ->
                    state.installed() ? order("stop", OcfExit.NOT_RUNNING, deadline) : done(OcfExit.SUCCESS, "");
                case "monitor", "status" -> state.installed() ? settled(deadline) : notInstalled();
                default ->
                    Programs.failed(
                            ExecutionStatus.NOT_SUPPORTED,
                            OcfExit.UNIMPLEMENTED,
                            "a systemd unit has no action " + call.action());
            };
        } catch (IOException e) {
            return Programs.failed(
                    ExecutionStatus.NOT_INSTALLED, OcfExit.NOT_INSTALLED, String.valueOf(e.getMessage()));
        } catch (TimeoutException e) {
            return Programs.failed(ExecutionStatus.TIMED_OUT, OcfExit.GENERIC_ERROR, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Programs.failed(ExecutionStatus.CANCELLED, OcfExit.GENERIC_ERROR, "interrupted");
        }
    }

    /** Gives the order, waits for its end, and looks what became of it. */
    private Result order(String verb, OcfExit wanted, Deadline deadline)
            throws IOException, TimeoutException, InterruptedException {
        String said = systemctl(deadline, verb, unit);
        Result after = settled(deadline);
        if (after.exitCode() == wanted.code()) {
            return done(OcfExit.SUCCESS, "");
        }
        return done(OcfExit.GENERIC_ERROR, unit + " is " + state(deadline).active() + " after " + verb + said);
    }

    /** Waits while the unit is on its way up or down. */
    private Result settled(Deadline deadline) throws IOException, TimeoutException, InterruptedException {
        while (true) {
            UnitState state = state(deadline);
            Optional<OcfExit> exit = state.exit();
            if (exit.isPresent()) {
                String reason = state.active().equals("failed") ? unit + " has failed" : "";
                return done(exit.get(), reason);
            }
            deadline.check("while " + unit + " was " + state.active());
            deadline.sleep(STEP);
        }
    }

    private static Result done(OcfExit exit, String reason) {
        return Result.done(exit.code(), reason, Duration.ZERO);
    }

    private Result notInstalled() {
        return Programs.failed(ExecutionStatus.NOT_INSTALLED, OcfExit.NOT_INSTALLED, "there is no unit " + unit);
    }

    private UnitState state(Deadline deadline) throws IOException, TimeoutException, InterruptedException {
        return switch (run(deadline, List.of(program, "show", "--property=LoadState,ActiveState", unit))) {
            case Ended.Exited(int code, String output, String _) when code == 0 -> UnitState.parse(output);
            case Ended.Exited(int code, String _, String errors) ->
                throw new IOException("systemctl ended with exit code " + code + ": " + errors.strip());
            case Ended.Overran _ -> throw new TimeoutException("timed out asking systemd for " + unit);
        };
    }

    private String systemctl(Deadline deadline, String verb, String unitName)
            throws IOException, TimeoutException, InterruptedException {
        return switch (run(deadline, List.of(program, verb, unitName))) {
            case Ended.Exited(int code, String _, String errors) -> code == 0 ? "" : ": " + errors.strip();
            case Ended.Overran _ -> throw new TimeoutException("timed out in systemctl " + verb + " " + unitName);
        };
    }

    private static Ended run(Deadline deadline, List<String> command) throws IOException, InterruptedException {
        return ShortProcess.run(command, ShortProcess.plainEnvironment(), deadline);
    }

    /** The names of all service units installed; none where there is no systemd. */
    public static List<String> list(Duration limit) {
        List<String> command = List.of("systemctl", "list-unit-files", "--type=service", "--no-legend", "--no-pager");
        try {
            return run(Deadline.after(limit), command) instanceof Ended.Exited(int code, String output, String _)
                            && code == 0
                    ? output.lines()
                            .map(line -> line.split("\\.service\\s", 2)[0])
                            .filter(name -> !name.isBlank())
                            .toList()
                    : List.of();
        } catch (IOException e) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }
}
