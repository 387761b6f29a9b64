package crm.fencing.agent;

import crm.fencing.FencingDevices;
import crm.port.FencingDevice;
import crm.port.FencingDevice.DeviceUnreachable;
import crm.state.FencingOutcome;
import crm.state.Outlet;
import crm.transition.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * {@code fence_crm}: one request, one answer, one exit code. 0 is done and proven, 1 is anything else, 2 is {@code status}
 * of a plug that is proven off.
 */
public final class FenceCrm {

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int OFF = 2;

    private final PrintStream output;
    private final PrintStream errors;

    FenceCrm(PrintStream output, PrintStream errors) {
        this.output = output;
        this.errors = errors;
    }

    /** Ends the process with the agent's exit code. */
    public static void main(String[] arguments) throws IOException {
        AgentInput input = arguments.length > 0
                ? AgentInput.ofArguments(List.of(arguments))
                : AgentInput.ofLines(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                        .lines()
                        .toList());
        System.exit(new FenceCrm(System.out, System.err).run(input));
    }

    int run(AgentInput input) {
        input.complaints().forEach(errors::println);
        if (input.action().equals("metadata")) {
            output.print(FenceCrmMetadata.xml());
            return DONE;
        }
        FenceRequest request = FenceRequest.of(input);
        request.problems().forEach(problem -> errors.println(problem.what() + " " + problem.advice()));
        if (request.device().isEmpty()) {
            return FAILED;
        }
        FencingDevice device = request.device().get();
        try {
            return run(device, request);
        } catch (DeviceUnreachable unreachable) {
            return failed(String.valueOf(unreachable.getMessage()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return failed("interrupted");
        } finally {
            FencingDevices.release(device);
        }
    }

    private int run(FencingDevice device, FenceRequest request) throws DeviceUnreachable, InterruptedException {
        return switch (request.action()) {
            case "validate-all" -> DONE;
            case "monitor" -> monitored(device);
            case "list" -> listed(device, false);
            case "list-status" -> listed(device, true);
            case "status" -> status(device, request);
            case "on" -> on(device);
            case "off" -> {
                Thread.sleep(request.delay());
                yield off(device);
            }
            case "reboot" -> {
                Thread.sleep(request.delay());
                yield reboot(device, request);
            }
            case "self-test" -> selfTest(device, request);
            default -> failed("unrecognised action '" + request.action() + "'");
        };
    }

    private int off(FencingDevice device) {
        return switch (device.off(FenceRequest.TARGET, FenceRequest.LIMIT)) {
            case FencingOutcome.Off(var proof) -> {
                output.println(
                        "Success: off, proven after " + proof.took().toMillis() + " ms (" + proof.evidence() + ")");
                yield DONE;
            }
            case FencingOutcome other -> failed(why(other));
        };
    }

    private int on(FencingDevice device) {
        return switch (device.on(FenceRequest.TARGET, FenceRequest.LIMIT)) {
            case FencingOutcome.On(String detail) -> {
                output.println("Success: " + detail);
                yield DONE;
            }
            case FencingOutcome other -> failed(why(other));
        };
    }

    /** Once it is off the node is fenced; that it does not come on again is worth a word and no failure. */
    private int reboot(FencingDevice device, FenceRequest request) throws InterruptedException {
        int off = off(device);
        if (off != DONE) {
            return off;
        }
        Thread.sleep(request.hold());
        if (on(device) != DONE) {
            errors.println("it was proven off, so the reboot counts; it did not come on again");
        }
        return DONE;
    }

    /** Never "off" without proof; a port that is on and feeds nobody is "on". */
    private int status(FencingDevice device, FenceRequest request) throws DeviceUnreachable {
        return switch (device.provePower(FenceRequest.TARGET, FenceRequest.LIMIT)) {
            case FencingOutcome.Off _ -> said("OFF", OFF);
            case FencingOutcome.On _ -> said("ON", DONE);
            case FencingOutcome.Refused(String why) -> failed(why);
            case FencingOutcome.NotKnown(String why) -> {
                Optional<Outlet> outlet = outlet(device, request);
                errors.println(why);
                yield outlet.isPresent() ? said("ON", DONE) : FAILED;
            }
        };
    }

    private static Optional<Outlet> outlet(FencingDevice device, FenceRequest request) throws DeviceUnreachable {
        return device.list(FenceRequest.LIMIT).stream()
                .filter(outlet -> request.plugs().contains(outlet.name()))
                .findFirst();
    }

    private int said(String state, int code) {
        output.println("Status: " + state);
        return code;
    }

    /** Without plugs that it knows, a device that answers is all there is to monitor. */
    private int monitored(FencingDevice device) throws DeviceUnreachable {
        device.list(FenceRequest.LIMIT);
        return switch (device.monitor(FenceRequest.LIMIT)) {
            case Outcome.Succeeded(String detail) -> {
                detail.lines().forEach(errors::println);
                yield DONE;
            }
            case Outcome.Failed(String why) -> failed(why);
            case Outcome.TimedOut(Duration limit) -> failed("no answer within " + limit.toSeconds() + " s");
        };
    }

    private int listed(FencingDevice device, boolean status) throws DeviceUnreachable {
        for (Outlet outlet : device.list(FenceRequest.LIMIT)) {
            String powered = outlet.powered().map(on -> on ? "ON" : "OFF").orElse("UNKNOWN");
            output.println(outlet.name() + "," + outlet.detail().replace(',', ';') + (status ? "," + powered : ""));
        }
        return DONE;
    }

    private int selfTest(FencingDevice device, FenceRequest request) throws DeviceUnreachable {
        if (request.plugs().isEmpty()) {
            return failed("a self-test needs a plug");
        }
        var ourSwitch = request.ourSwitch();
        if (ourSwitch.isEmpty()) {
            return obeys(device);
        }
        var test = ourSwitch.get().selfTest(FenceRequest.TARGET, FenceRequest.SELF_TEST_MAX);
        test.report().forEach(output::println);
        return test.chosen().isPresent() ? DONE : FAILED;
    }

    /** For a device with one way only. What it says of itself is all there is to see; a person must look at the node. */
    private int obeys(FencingDevice device) {
        FencingOutcome before = device.provePower(FenceRequest.TARGET, FenceRequest.LIMIT);
        if (!(before instanceof FencingOutcome.On)) {
            return failed("a test must begin with power: " + why(before));
        }
        int off = off(device);
        int on = on(device);
        return off == DONE ? on : off;
    }

    private int failed(String why) {
        errors.println("Failed: " + why);
        return FAILED;
    }

    private static String why(FencingOutcome outcome) {
        return switch (outcome) {
            case FencingOutcome.Refused(String why) -> why;
            case FencingOutcome.NotKnown(String why) -> "not known: " + why;
            case FencingOutcome.On(String detail) -> "still on: " + detail;
            case FencingOutcome.Off _ -> "still off";
        };
    }
}
