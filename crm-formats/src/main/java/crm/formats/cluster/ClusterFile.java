package crm.formats.cluster;

import crm.configuration.Configuration;
import crm.configuration.Problem;
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
        Optional<Configuration> configuration = new TreeText(problems)
                .parse(text)
                .flatMap(tree -> new Item("", tree, problems).section())
                .map(ReadCluster::read);
        return new Reading(configuration.filter(_ -> problems.none()), problems.all());
    }

    /** Looks at a configuration that is in use, which no file belongs to. */
    public static Reading check(Configuration configuration) {
        return new Reading(Optional.of(configuration), List.of());
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
