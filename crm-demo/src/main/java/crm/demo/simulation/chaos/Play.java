package crm.demo.simulation.chaos;

import crm.control.Request;
import crm.coordination.Coordinator;
import crm.demo.simulation.Brain;
import crm.demo.simulation.Chance;
import crm.demo.simulation.Happening;
import crm.demo.simulation.Setting;
import crm.demo.simulation.SimulatedCluster;
import crm.demo.simulation.Tables;
import crm.demo.simulation.chaos.Verdict.Broken;
import crm.demo.simulation.chaos.Verdict.Held;
import crm.demo.simulation.invariant.Invariant;
import crm.model.NodeName;
import crm.model.Resource;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Plays one scenario: a healthy cluster, the misfortunes, then everything is mended, and after a while every invariant must
 * hold of what is left.
 */
public final class Play {

    private static final Duration COMING_UP = Duration.ofSeconds(12);
    private static final Duration AFTERMATH = Duration.ofSeconds(10);
    private static final Duration STATUS_EVERY = Duration.ofSeconds(3);
    private static final Duration PEOPLE_LOOK_EVERY = Duration.ofSeconds(10);
    /** Nothing waits for longer than this with nothing in the journal: see {@code crm.coordination.Tuning}. */
    private static final int QUIET_LOOKS = 4;

    private static final int MOST_LOOKS = 40;

    private final Scenario scenario;
    private final List<Invariant> invariants = Invariant.all();
    private final SimulatedCluster world;

    /** An invariant is broken; nothing after that counts. */
    private static final class Violation extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String invariant;

        Violation(String invariant, String what) {
            super(what, null, false, false);
            this.invariant = invariant;
        }
    }

    /** What decides on a node without a screen. */
    public static Brain coordinator() {
        return Brain.coordinator(Coordinator.Audience.NOBODY);
    }

    private Play(Scenario scenario, Brain brain, boolean recorded) {
        this.scenario = scenario;
        world = new SimulatedCluster(Setting.rough(scenario.seed(), recorded, brain, this::check), scenario.nodes());
        scenario.watchdogs().forEach(node -> world.watchdog(node, true));
        second(1);
    }

    /** Plays it with these coordinators, and keeps a transcript if that is wanted. */
    public static Verdict of(Scenario scenario, Brain brain, boolean recorded) {
        var play = new Play(scenario, brain, recorded);
        try {
            play.play();
            return new Held();
        } catch (Violation violation) {
            return new Broken(violation.invariant, String.valueOf(violation.getMessage()), play.world.transcript());
        } catch (RuntimeException mistake) {
            var trace = new StringWriter();
            mistake.printStackTrace(new PrintWriter(trace));
            return new Broken("NothingThrows", trace.toString(), play.world.transcript());
        }
    }

    private void second(long number) {
        world.later(Duration.ofSeconds(1), () -> {
            check(new Happening.SecondPassed(number));
            second(number + 1);
        });
    }

    private void check(Happening happening) {
        for (Invariant invariant : invariants) {
            Optional<String> broken = invariant.broken(world, happening);
            if (broken.isPresent()) {
                throw new Violation(invariant.getClass().getSimpleName(), broken.get());
            }
        }
    }

    private void play() {
        world.run(Duration.ofSeconds(3));
        world.ask(new Request.Configure(scenario.configuration(), Optional.empty(), "loaded"));
        world.run(COMING_UP);
        var chance = new Chance(scenario.seed(), "visitors");
        Duration last = Duration.ZERO;
        for (Misfortune misfortune : scenario.misfortunes()) {
            world.later(misfortune.after(), () -> befall(misfortune.fault()));
            last = misfortune.after();
        }
        for (Duration at = STATUS_EVERY; at.compareTo(last) < 0; at = at.plus(STATUS_EVERY)) {
            NodeName looked = chance.pick(scenario.nodes());
            world.later(at, () -> world.askOn(looked, new Request.ShowStatus()));
        }
        world.run(last.plus(AFTERMATH));
        mend();
        check(new Happening.Rested());
        world.names().forEach(node -> world.askOn(node, new Request.ShowStatus()));
        world.run(Duration.ofMillis(1));
    }

    private void befall(Fault fault) {
        world.note("FAULT " + fault);
        fault.befall(world);
    }

    /** People repair the machines, ask the cluster until it has taken back what they did to it, and wait until it rests. */
    private void mend() {
        int quiet = 0;
        for (int i = 0; i < MOST_LOOKS && quiet < QUIET_LOOKS; i++) {
            world.repairAll();
            undo(world.voters().get(i % world.voters().size()));
            long before = world.agreedUpTo();
            world.run(PEOPLE_LOOK_EVERY);
            quiet = world.agreedUpTo() == before ? quiet + 1 : 0;
        }
    }

    private void undo(NodeName asked) {
        if (!world.alive(asked)) {
            return;
        }
        var agreed = world.agreed(asked);
        agreed.quarantined().forEach(node -> world.askOn(asked, new Request.EndQuarantine(node)));
        agreed.configuration().nodes().stream()
                .filter(node -> node.attributes().get("standby").isPresent())
                .forEach(node -> world.askOn(asked, new Request.SetStandby(node.name(), false)));
        for (Resource resource : agreed.configuration().resources()) {
            if (!Tables.isDevice(resource)) {
                undo(asked, resource);
            }
        }
        boolean failures = agreed.cluster().nodes().stream()
                .anyMatch(node ->
                        node.attributes().values().keySet().stream().anyMatch(name -> name.startsWith("fail-count-")));
        if (failures) {
            world.askOn(asked, new Request.Cleanup(Optional.empty(), Optional.empty()));
        }
    }

    private void undo(NodeName asked, Resource resource) {
        String ban = "cli-ban-" + resource.id();
        if (world.agreed(asked).configuration().constraints().stream()
                .anyMatch(constraint -> constraint.id().startsWith(ban))) {
            world.askOn(asked, new Request.Clear(resource.id()));
        }
        if (resource.meta().get("target-role").filter("Stopped"::equals).isPresent()) {
            world.askOn(asked, new Request.SetTargetRole(resource.id(), true));
        }
    }
}
