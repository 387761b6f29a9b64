package crm.demo.simulation.chaos;

import crm.configuration.Configuration;
import crm.demo.simulation.Chance;
import crm.demo.simulation.Repertoire;
import crm.demo.simulation.Tables;
import crm.model.InstanceId;
import crm.model.NodeName;
import crm.model.Resource;
import crm.transition.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One bad day: a table, and what befalls it. Everything follows from the seed; with fewer misfortunes it is the same day
 * without those.
 *
 * @param watchdogs the nodes whose machine has one
 */
public record Scenario(
        long seed,
        List<NodeName> nodes,
        List<NodeName> watchdogs,
        Configuration configuration,
        List<Misfortune> misfortunes) {

    private static final int FEWEST = 20;
    private static final int MOST = 30;
    private static final int KINDS_AT_LEAST = 3;
    private static final int LONGEST_PAUSE = 12_000;

    public Scenario {
        nodes = List.copyOf(nodes);
        watchdogs = List.copyOf(watchdogs);
        misfortunes = List.copyOf(misfortunes);
    }

    /** The day of this seed. */
    public static Scenario of(long seed) {
        var chance = new Chance(seed, "scenario");
        int count = chance.happens(0.7) ? 3 : chance.between(2, 5);
        var nodes = new ArrayList<NodeName>();
        for (int i = 1; i <= count; i++) {
            nodes.add(new NodeName("pi" + i));
        }
        Configuration configuration = Tables.drawn(chance, nodes, new Chance(seed, "repertoire"));
        List<NodeName> watchdogs = chance.some(nodes);
        return new Scenario(seed, nodes, watchdogs, configuration, misfortunes(chance, table(nodes, configuration)));
    }

    static FaultKind.Table table(List<NodeName> nodes, Configuration configuration) {
        List<Resource> services = configuration.resources().stream()
                .filter(r -> !Tables.isDevice(r))
                .toList();
        List<InstanceId> instances = instances(services.stream());
        List<InstanceId> cloned = instances(services.stream().filter(Resource.Clone.class::isInstance));
        var fallible = new ArrayList<>(List.of(Task.START, Task.STOP, Task.MONITOR));
        if (services.stream().anyMatch(r -> r instanceof Resource.Clone clone && Repertoire.promoted(clone) > 0)) {
            fallible.addAll(List.of(Task.PROMOTE, Task.DEMOTE));
        }
        if (services.stream().anyMatch(r -> r.meta().get("allow-migrate").isPresent())) {
            fallible.addAll(List.of(Task.MIGRATE_TO, Task.MIGRATE_FROM));
        }
        return new FaultKind.Table(
                nodes, instances, cloned, services.stream().map(Resource::id).toList(), fallible);
    }

    private static List<InstanceId> instances(Stream<Resource> resources) {
        return resources
                .flatMap(r -> r.primitives().stream())
                .map(p -> InstanceId.of(p.id()))
                .toList();
    }

    private static List<Misfortune> misfortunes(Chance chance, FaultKind.Table table) {
        List<FaultKind> all = List.of(FaultKind.values());
        var kinds = new ArrayList<FaultKind>();
        while (kinds.size() < KINDS_AT_LEAST) {
            kinds.addAll(chance.some(all));
        }
        var drawn = new ArrayList<Misfortune>();
        int number = chance.between(FEWEST, MOST);
        double burst = chance.between(2, 9) / 10.0;
        long at = 0;
        for (int i = 0; i < number; i++) {
            at += chance.happens(burst) ? chance.stretch(1, 1000) : chance.stretch(500, LONGEST_PAUSE);
            drawn.add(new Misfortune(Duration.ofMillis(at), chance.pick(kinds).draw(chance, table, i)));
        }
        return drawn;
    }

    /** The same day with these misfortunes only. */
    Scenario with(List<Misfortune> fewer) {
        return new Scenario(seed, nodes, watchdogs, configuration, fewer);
    }
}
