package crm.formats.cluster;

import java.util.List;

/** Structured text before it means anything: words, lists and mappings, each with the line on which it stands. */
sealed interface Tree {

    /** Line and column, counted from one; zero if it comes from no text. */
    Place place();

    /** Where something stands. */
    record Place(int line, int column) {
        public static final Place NOWHERE = new Place(0, 0);
    }

    /**
     * A single value, as it is written: nothing is made of {@code yes}, {@code 0x10} or {@code 1e3}.
     *
     * @param quoted whether it stands in quotes; an unquoted empty one is a value left out
     */
    record Word(String value, boolean quoted, Place place) implements Tree {
        public boolean missing() {
            return !quoted && (value.isEmpty() || value.equals("~") || value.equals("null"));
        }
    }

    record Listing(List<Tree> items, Place place) implements Tree {
        public Listing {
            items = List.copyOf(items);
        }
    }

    record Mapping(List<Pair> pairs, Place place) implements Tree {
        public Mapping {
            pairs = List.copyOf(pairs);
        }
    }

    /** A key and what stands below it. */
    record Pair(String key, Place place, Tree value) {}

    static Word word(String value) {
        return new Word(value, true, Place.NOWHERE);
    }

    static Listing words(List<String> values) {
        return new Listing(values.stream().<Tree>map(Tree::word).toList(), Place.NOWHERE);
    }

    static Listing list(List<? extends Tree> items) {
        return new Listing(List.copyOf(items), Place.NOWHERE);
    }
}
