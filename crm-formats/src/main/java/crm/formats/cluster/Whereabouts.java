package crm.formats.cluster;

import crm.configuration.Problem;
import crm.formats.cluster.Tree.Listing;
import crm.formats.cluster.Tree.Mapping;
import crm.formats.cluster.Tree.Pair;
import crm.formats.cluster.Tree.Place;
import crm.formats.cluster.Tree.Word;
import java.util.List;
import java.util.Optional;

/**
 * Finds the line to a place that is only known by its names, as the check of a whole configuration gives it.
 *
 * @param file its name
 * @param tree what was read from it
 * @param constraints the ids of the constraints in the order of the file, which need not say them
 */
record Whereabouts(String file, Tree tree, List<String> constraints) {

    /** A key that was found, its line, and what stands below it. */
    private record Found(Place place, Tree below) {}

    /** The problem with file and line before its place; the line of the last name that is found. */
    Problem located(Problem problem) {
        Place line = Place.NOWHERE;
        Tree here = tree;
        for (String name : problem.place().split(" › ", -1)) {
            Optional<Found> constraint = constraint(here, name);
            Optional<Found> found = constraint.isPresent() ? constraint : find(here, name);
            if (found.isPresent()) {
                line = found.get().place();
                here = found.get().below();
            }
        }
        String where = line.line() > 0 ? file + ":" + line.line() : file;
        return new Problem(problem.severity(), where + ": " + problem.place(), problem.what(), problem.advice());
    }

    private Optional<Found> constraint(Tree here, String id) {
        int index = constraints.indexOf(id);
        return here instanceof Listing listing
                        && index >= 0
                        && index < listing.items().size()
                ? Optional.of(new Found(
                        listing.items().get(index).place(), listing.items().get(index)))
                : Optional.empty();
    }

    /** The nearest key of this name below, or the entry of a list that bears it. */
    private static Optional<Found> find(Tree among, String name) {
        return switch (among) {
            case Word word -> word.value().equals(name) ? Optional.of(new Found(word.place(), word)) : Optional.empty();
            case Listing listing ->
                listing.items().stream().flatMap(i -> entry(i, name).stream()).findFirst();
            case Mapping mapping ->
                mapping.pairs().stream()
                        .filter(p -> p.key().equals(name))
                        .map(p -> new Found(p.place(), p.value()))
                        .findFirst()
                        .or(() -> mapping.pairs().stream()
                                .flatMap(p -> find(p.value(), name).stream())
                                .findFirst());
        };
    }

    private static Optional<Found> entry(Tree item, String name) {
        if (item instanceof Mapping mapping) {
            for (Pair pair : mapping.pairs()) {
                if (pair.value() instanceof Word word && word.value().equals(name)) {
                    return Optional.of(new Found(pair.place(), item));
                }
            }
        }
        return find(item, name);
    }
}
