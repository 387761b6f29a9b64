package crm.formats.cluster;

import crm.formats.cluster.Tree.Listing;
import crm.formats.cluster.Tree.Mapping;
import crm.formats.cluster.Tree.Pair;
import crm.formats.cluster.Tree.Word;
import crm.model.Role;
import crm.model.Score;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/**
 * A piece of the file that is being read: it knows its path and its line, and asks of itself to be what it should be.
 * What it is not is noted as a problem and comes back as empty.
 *
 * @param path as a person would look for it: {@code resources › web › monitor}
 */
record Item(String path, Tree tree, Problems problems) {

    void error(String what, String advice) {
        problems.error(tree.place(), path, what, advice);
    }

    void warning(String what, String advice) {
        problems.warning(tree.place(), path, what, advice);
    }

    Item below(Pair pair) {
        return new Item(path.isEmpty() ? pair.key() : path + " › " + pair.key(), pair.value(), problems);
    }

    private Item below(int index, Tree item) {
        return new Item(path + " › " + (index + 1), item, problems);
    }

    boolean isWord() {
        return tree instanceof Word;
    }

    boolean isListing() {
        return tree instanceof Listing;
    }

    boolean isMapping() {
        return tree instanceof Mapping;
    }

    /** The value, if it is a single one. */
    Optional<String> word() {
        return switch (tree) {
            case Word word
            when word.missing() -> {
                error("a value is missing", "write one after the colon; an empty value is \"\"");
                yield Optional.empty();
            }
            case Word word -> Optional.of(word.value());
            case Listing _ -> {
                error("a single value is wanted here, not a list", "write one value after the colon");
                yield Optional.empty();
            }
            case Mapping _ -> {
                error("a single value is wanted here, not further keys", "write one value after the colon");
                yield Optional.empty();
            }
        };
    }

    /** The items of a list; nothing if the value is left out. */
    List<Item> items() {
        switch (tree) {
            case Listing listing -> {
                var items = new ArrayList<Item>();
                for (int i = 0; i < listing.items().size(); i++) {
                    items.add(below(i, listing.items().get(i)));
                }
                return items;
            }
            case Word word when word.missing() -> {}
            case Word _, Mapping _ ->
                error("a list is wanted here", "write each entry on a line of its own after '- ', or all in [ , ]");
        }
        return List.of();
    }

    /** The words of a list; a single word counts as a list of one. */
    List<String> words() {
        if (tree instanceof Word word && !word.missing()) {
            return List.of(word.value());
        }
        return items().stream().flatMap(i -> i.word().stream()).toList();
    }

    /** The keys below, if it is a mapping; a value left out counts as an empty one. */
    Optional<Section> section() {
        return switch (tree) {
            case Mapping mapping -> Optional.of(new Section(this, mapping));
            case Word word when word.missing() -> Optional.of(new Section(this, new Mapping(List.of(), tree.place())));
            case Word _, Listing _ -> {
                error("keys with values are wanted here", "write 'key: value' on indented lines, or { key: value }");
                yield Optional.empty();
            }
        };
    }

    /** Plain names and values below. */
    SequencedMap<String, String> values() {
        var values = new LinkedHashMap<String, String>();
        section().ifPresent(section -> {
            for (Item item : section.rest()) {
                item.word().ifPresent(value -> values.put(item.name(), value));
            }
        });
        return values;
    }

    /** The last part of the path: the key. */
    String name() {
        return path.substring(path.lastIndexOf(" › ") < 0 ? 0 : path.lastIndexOf(" › ") + 3);
    }

    Optional<Boolean> yesOrNo() {
        Optional<String> word = word();
        return word.flatMap(text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on", "1" -> Optional.of(true);
            case "false", "no", "off", "0" -> Optional.of(false);
            default -> wrong("'" + text + "' is neither true nor false", "write true or false");
        });
    }

    Optional<Score> score() {
        return word().flatMap(text -> Score.parse(text)
                .or(() -> wrong("'" + text + "' is no score", "write a whole number, INFINITY or -INFINITY")));
    }

    Optional<Role> role() {
        return word().flatMap(text -> Role.parse(text)
                .or(() -> wrong("'" + text + "' is no role", "write Started, Stopped, Promoted or Unpromoted")));
    }

    Optional<Integer> number(int least, int most) {
        return word().flatMap(text ->
                text.matches("-?[0-9]{1,9}") && Integer.parseInt(text) >= least && Integer.parseInt(text) <= most
                        ? Optional.of(Integer.parseInt(text))
                        : wrong("'" + text + "' is not a number from " + least + " to " + most, "write such a number"));
    }

    /** One of an enumeration's constants, written in lower case with dashes. */
    <E extends Enum<E>> Optional<E> oneOf(Class<E> type) {
        var names = new LinkedHashMap<String, E>();
        for (E constant : type.getEnumConstants()) {
            names.put(Spelling.of(constant), constant);
        }
        return word().flatMap(text -> Optional.ofNullable(names.get(text.toLowerCase(Locale.ROOT)))
                .or(() -> wrong(
                        "'" + text + "' is not known here",
                        Advice.nearest(text, names.sequencedKeySet().stream().toList()))));
    }

    /** What {@code making} makes of the word; its complaint is noted as a problem. */
    <T> Optional<T> made(Function<String, T> making, String advice) {
        return word().flatMap(text -> made(text, making, advice));
    }

    /** The same for a text found elsewhere, such as a key. */
    <T> Optional<T> made(String text, Function<String, T> making, String advice) {
        try {
            return Optional.of(making.apply(text));
        } catch (IllegalArgumentException cannotBe) {
            return wrong(String.valueOf(cannotBe.getMessage()), advice);
        }
    }

    <T> Optional<T> wrong(String what, String advice) {
        error(what, advice);
        return Optional.empty();
    }
}
