package crm.formats.cluster;

import crm.configuration.Configuration;
import crm.configuration.ConfigurationCheck;
import crm.configuration.Problem;
import crm.model.Constraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A configuration as text: read with every mistake at once, written so that reading gives it back. */
public final class ClusterFile {

    private ClusterFile() {}

    /**
     * What reading gave.
     *
     * @param configuration empty if there is any mistake
     * @param problems mistakes, or, with a configuration, only warnings
     */
    public record Reading(Optional<Configuration> configuration, List<Problem> problems) {
        public Reading {
            problems = List.copyOf(problems);
        }
    }

    /**
     * Reads YAML or JSON.
     *
     * @param name of the file, for the places of problems
     */
    public static Reading read(String name, String text) {
        var problems = new Problems(name);
        Optional<Tree> tree = new TreeText(problems).parse(text);
        Optional<Configuration> configuration =
                tree.flatMap(t -> new Item("", t, problems).section()).map(ReadCluster::read);
        if (!problems.none() || configuration.isEmpty()) {
            return new Reading(Optional.empty(), problems.all());
        }
        Reading checked = check(configuration.get());
        var whereabouts = new Whereabouts(
                name,
                tree.orElseThrow(),
                configuration.get().constraints().stream().map(Constraint::id).toList());
        var all = new ArrayList<>(problems.all());
        checked.problems().forEach(problem -> all.add(whereabouts.located(problem)));
        return new Reading(checked.configuration(), all);
    }

    /** Looks at a configuration as a whole: whether what it names is there, and what it says makes sense. */
    public static Reading check(Configuration configuration) {
        List<Problem> problems = ConfigurationCheck.check(configuration);
        boolean usable = problems.stream().noneMatch(p -> p.severity() == Problem.Severity.ERROR);
        return new Reading(Optional.of(configuration).filter(_ -> usable), problems);
    }

    /** As YAML; {@link #read} gives an equal configuration back. */
    public static String yaml(Configuration configuration) {
        return new YamlText().text(WriteCluster.tree(configuration));
    }

    /** As JSON; {@link #read} gives an equal configuration back. */
    public static String json(Configuration configuration) {
        return new JsonText().text(WriteCluster.tree(configuration));
    }
}
