package crm.fencing.program;

import crm.fencing.Deadline;
import crm.fencing.program.AgentMetadata.NoMetadata;
import crm.fencing.program.AgentProgram.End;
import crm.fencing.program.AgentProgram.Exited;
import crm.fencing.program.AgentProgram.NotStarted;
import crm.fencing.program.AgentProgram.Overran;
import crm.model.NodeName;
import crm.port.FencingDevice;
import crm.state.FencingOutcome;
import crm.state.Outlet;
import crm.state.PowerProof;
import crm.transition.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A foreign fence agent as a fence device. Its success in switching off is believed, since nothing better is to be had;
 * what it says of a plug's status without switching it is not, as agents call a plug off that does not exist.
 */
public final class AgentDevice implements FencingDevice {

    /** The plug is off, as {@code action=status} says it. */
    private static final int STATUS_OFF = 2;

    private final AgentPlan plan;
    private final Path program;
    private final InstantSource clock;

    public AgentDevice(AgentPlan plan, Path program, InstantSource clock) {
        this.plan = plan;
        this.program = program;
        this.clock = clock;
    }

    @Override
    public String id() {
        return plan.id();
    }

    @Override
    public boolean covers(NodeName node) {
        return plan.plugs().containsKey(node);
    }

    @Override
    public FencingOutcome provePower(NodeName node, Duration limit) {
        return eachPlug(node, "status", limit, exited -> switch (exited.code()) {
            case 0 -> Optional.of(new FencingOutcome.On(plan.type() + " says that it is on"));
            case STATUS_OFF ->
                Optional.of(new FencingOutcome.NotKnown(
                        plan.type() + " says that it is off, which counts only after it was told to switch off"));
            default -> Optional.of(failed(exited));
        });
    }

    @Override
    public FencingOutcome off(NodeName node, Duration limit) {
        return eachPlug(
                node, "off", limit, exited -> exited.code() == 0 ? Optional.empty() : Optional.of(failed(exited)));
    }

    @Override
    public FencingOutcome on(NodeName node, Duration limit) {
        FencingOutcome ended = eachPlug(
                node, "on", limit, exited -> exited.code() == 0 ? Optional.empty() : Optional.of(failed(exited)));
        return ended instanceof FencingOutcome.Off ? new FencingOutcome.On(plan.type() + " reported success") : ended;
    }

    @Override
    public Outcome monitor(Duration limit) {
        return switch (run(options("monitor"), plan.limit("monitor", limit))) {
            case Exited exited when exited.code() == 0 -> new Outcome.Succeeded(plan.type() + " reaches its device");
            case Exited exited -> new Outcome.Failed(plan.type() + ": " + exited.lastWords());
            case NotStarted notStarted -> new Outcome.Failed(notStarted.why());
            case Overran overran -> new Outcome.TimedOut(overran.limit());
        };
    }

    @Override
    public List<Outlet> list(Duration limit) throws DeviceUnreachable {
        return switch (run(options("list"), plan.limit("list", limit))) {
            case Exited exited
            when exited.code() == 0 ->
                exited.output()
                        .lines()
                        .filter(line -> !line.isBlank())
                        .map(this::outlet)
                        .toList();
            case Exited exited -> throw new DeviceUnreachable(plan.type() + ": " + exited.lastWords());
            case NotStarted notStarted -> throw new DeviceUnreachable(notStarted.why());
            case Overran overran -> throw new DeviceUnreachable(plan.type() + " did not end within " + overran.limit());
        };
    }

    /** What an exit of one plug's action means; empty if all is well and the next plug's turn has come. */
    private interface Meaning {
        Optional<FencingOutcome> of(Exited exited);
    }

    /**
     * One run for each plug: of several plugs in one option, agents were seen to obey the first only. Off if all runs
     * went well.
     */
    private FencingOutcome eachPlug(NodeName node, String action, Duration limit, Meaning meaning) {
        long begun = System.nanoTime();
        Deadline deadline = Deadline.after(plan.limit(action, limit));
        List<String> plugs = plan.plugs().getOrDefault(node, List.of());
        if (plugs.isEmpty()) {
            return new FencingOutcome.Refused(plan.id() + " is not for " + node);
        }
        String plugArgument;
        try {
            plugArgument = plugArgument(deadline);
        } catch (NoMetadata e) {
            return new FencingOutcome.NotKnown(plan.type() + "'s metadata is not to be had: " + e.getMessage());
        }
        for (String plug : plugs) {
            Map<String, String> options = options(action);
            options.put("nodename", node.value());
            if (!plugArgument.equals("none")) {
                options.put(plugArgument, plug);
            }
            Optional<FencingOutcome> ended = switch (run(options, deadline.left())) {
                case Exited exited -> meaning.of(exited);
                case NotStarted notStarted -> Optional.of(new FencingOutcome.NotKnown(notStarted.why()));
                case Overran overran ->
                    Optional.of(new FencingOutcome.NotKnown(
                            plan.type() + " did not end within " + overran.limit() + " and was killed"));
            };
            if (ended.isPresent()) {
                return ended.get();
            }
        }
        return new FencingOutcome.Off(new PowerProof(
                node,
                plan.id(),
                new PowerProof.AgentReported(plan.type()),
                clock.instant(),
                Duration.ofNanos(System.nanoTime() - begun)));
    }

    private String plugArgument(Deadline deadline) throws NoMetadata {
        return plan.plugArgument().isPresent()
                ? plan.plugArgument().get()
                : metadata(deadline.left()).plugArgument();
    }

    /** Asked anew each time: the agent may be upgraded while we run, and it answers in a moment. */
    private AgentMetadata metadata(Duration limit) throws NoMetadata {
        return switch (AgentProgram.run(program, Map.of("action", "metadata"), limit)) {
            case Exited exited when exited.code() == 0 -> AgentMetadata.parse(exited.output());
            case Exited exited -> throw new NoMetadata(exited.lastWords());
            case NotStarted notStarted -> throw new NoMetadata(notStarted.why());
            case Overran overran -> throw new NoMetadata("it did not answer within " + overran.limit());
        };
    }

    private Map<String, String> options(String action) {
        var options = new LinkedHashMap<>(plan.options());
        options.put("action", plan.nameOf(action));
        return options;
    }

    private End run(Map<String, String> options, Duration limit) {
        return AgentProgram.run(program, options, limit);
    }

    /** Agents end with 1 for a wrong password as for a dead device: which of them it was, nobody can say. */
    private FencingOutcome failed(Exited exited) {
        return new FencingOutcome.NotKnown(plan.type() + " ended with " + exited.code() + ": " + exited.lastWords());
    }

    private Outlet outlet(String line) {
        String[] columns = line.split(",", 3);
        String plug = columns[0].strip();
        Optional<NodeName> node = plan.plugs().entrySet().stream()
                .filter(entry -> entry.getValue().contains(plug))
                .map(Map.Entry::getKey)
                .findFirst();
        return new Outlet(plug, node, Optional.empty(), columns.length > 1 ? columns[1].strip() : "");
    }
}
