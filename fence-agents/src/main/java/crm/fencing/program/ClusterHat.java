package crm.fencing.program;

import crm.fencing.Deadline;
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
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A ClusterHAT: a board that feeds up to four small Pis over USB, each switched by the maker's program {@code clusterctrl}
 * on the Pi that carries it. What was switched is always asked back; a Pi with a cable of its own to a supply goes on
 * running, which nothing can show here.
 */
public final class ClusterHat implements FencingDevice {

    private final ClusterHatPlan plan;
    private final InstantSource clock;

    public ClusterHat(ClusterHatPlan plan, InstantSource clock) {
        this.plan = plan;
        this.clock = clock;
    }

    @Override
    public String id() {
        return plan.id();
    }

    @Override
    public boolean covers(NodeName node) {
        return plan.places().containsKey(node);
    }

    @Override
    public FencingOutcome provePower(NodeName node, Duration limit) {
        Deadline deadline = Deadline.after(limit);
        return judged(node, deadline, System.nanoTime());
    }

    @Override
    public FencingOutcome off(NodeName node, Duration limit) {
        Deadline deadline = Deadline.after(limit);
        long begun = System.nanoTime();
        Optional<FencingOutcome> trouble = switched("off", node, deadline);
        return trouble.orElseGet(() -> switch (judged(node, deadline, begun)) {
            case FencingOutcome.On(String detail) ->
                new FencingOutcome.NotKnown("clusterctrl accepted the order, but says: " + detail);
            case FencingOutcome other -> other;
        });
    }

    @Override
    public FencingOutcome on(NodeName node, Duration limit) {
        Deadline deadline = Deadline.after(limit);
        return switched("on", node, deadline).orElseGet(() -> switch (judged(node, deadline, System.nanoTime())) {
            case FencingOutcome.Off _ ->
                new FencingOutcome.NotKnown("clusterctrl accepted the order, but says that " + node + " is off");
            case FencingOutcome other -> other;
        });
    }

    @Override
    public Outcome monitor(Duration limit) {
        return switch (status(Deadline.after(limit))) {
            case Told(Map<String, Boolean> places) -> {
                List<String> missing = plan.places().values().stream()
                        .filter(place -> !places.containsKey(place))
                        .toList();
                yield missing.isEmpty()
                        ? new Outcome.Succeeded(places.toString())
                        : new Outcome.Failed("clusterctrl says nothing of " + String.join(", ", missing));
            }
            case Silent(String why) -> new Outcome.Failed(why);
        };
    }

    @Override
    public List<Outlet> list(Duration limit) throws DeviceUnreachable {
        return switch (status(Deadline.after(limit))) {
            case Told(Map<String, Boolean> places) ->
                places.entrySet().stream()
                        .map(place -> new Outlet(
                                place.getKey(), plan.nodeAt(place.getKey()), Optional.of(place.getValue()), ""))
                        .toList();
            case Silent(String why) -> throw new DeviceUnreachable(why);
        };
    }

    private FencingOutcome judged(NodeName node, Deadline deadline, long begunNanos) {
        String place = plan.places().getOrDefault(node, "");
        return switch (status(deadline)) {
            case Silent(String why) -> new FencingOutcome.NotKnown(why);
            case Told(Map<String, Boolean> places)
            when !places.containsKey(place) ->
                new FencingOutcome.Refused("clusterctrl knows no place " + place + " for " + node);
            case Told(Map<String, Boolean> places)
            when places.getOrDefault(place, true) -> new FencingOutcome.On(place + " is on");
            case Told _ ->
                new FencingOutcome.Off(new PowerProof(
                        node,
                        plan.id(),
                        new PowerProof.SwitchedOff(place),
                        clock.instant(),
                        Duration.ofNanos(System.nanoTime() - begunNanos)));
        };
    }

    /** What became of an order, if it is not just to be asked back. */
    private Optional<FencingOutcome> switched(String order, NodeName node, Deadline deadline) {
        String place = plan.places().get(node);
        if (place == null) {
            return Optional.of(new FencingOutcome.Refused(plan.id() + " has no place for " + node));
        }
        return switch (run(List.of(order, place), deadline)) {
            case Exited exited when exited.code() == 0 -> Optional.empty();
            case End end -> Optional.of(new FencingOutcome.NotKnown(why(end)));
        };
    }

    private sealed interface Status {}

    private record Told(Map<String, Boolean> places) implements Status {}

    private record Silent(String why) implements Status {}

    private Status status(Deadline deadline) {
        return switch (run(List.of("status"), deadline)) {
            case Exited exited when exited.code() == 0 -> new Told(ClusterHatPlan.places(exited.output()));
            case End end -> new Silent(why(end));
        };
    }

    private End run(List<String> arguments, Deadline deadline) {
        var command = new ArrayList<>(plan.command());
        command.addAll(arguments);
        return AgentProgram.run(command, "", deadline.left());
    }

    private static String why(End end) {
        return switch (end) {
            case Exited exited -> "clusterctrl ended with " + exited.code() + ": " + exited.lastWords();
            case Overran overran ->
                "clusterctrl did not end within " + overran.limit().toMillis() + " ms";
            case NotStarted notStarted -> notStarted.why();
        };
    }
}
