package crm.formats.cluster;

import crm.formats.cluster.Tree.Listing;
import crm.formats.cluster.Tree.Mapping;
import crm.formats.cluster.Tree.Pair;
import crm.formats.cluster.Tree.Word;
import java.util.Optional;
import java.util.regex.Pattern;

/** Writes a tree as YAML that is pleasant to read: what is small stands on one line, the rest below its key. */
final class YamlText {

    private static final int WIDTH = 100;

    /** What is certainly read back as it is without quotes, also between braces. */
    private static final Pattern PLAIN = Pattern.compile(
            "[A-Za-z0-9_./+$(][A-Za-z0-9_./+$@%=^*();-]*(:[A-Za-z0-9_./+$@%=^*();-]+)*( [A-Za-z0-9_./+$(][A-Za-z0-9_./+$@%=^*();-]*)*");

    private final StringBuilder text = new StringBuilder();

    String text(Mapping tree) {
        boolean first = true;
        for (Pair pair : tree.pairs()) {
            if (!first && !(pair.value() instanceof Word)) {
                text.append('\n');
            }
            first = false;
            pair(pair, 0);
        }
        return text.toString();
    }

    private void pair(Pair pair, int depth) {
        text.append("  ".repeat(depth)).append(quoted(pair.key())).append(':');
        value(pair.value(), depth, 2 * depth + quoted(pair.key()).length() + 2);
    }

    /** What follows a key: on the same line if it is small enough there. */
    private void value(Tree value, int depth, int column) {
        Optional<String> line = oneLine(value, depth);
        if (line.isPresent() && column + line.get().length() <= WIDTH) {
            text.append(' ').append(line.get()).append('\n');
            return;
        }
        switch (value) {
            case Word word -> text.append(' ').append(quoted(word.value())).append('\n');
            case Listing listing -> {
                text.append('\n');
                listing.items().forEach(item -> item(item, depth + 1));
            }
            case Mapping mapping -> {
                text.append('\n');
                mapping.pairs().forEach(pair -> pair(pair, depth + 1));
            }
        }
    }

    private void item(Tree item, int depth) {
        text.append("  ".repeat(depth)).append("- ");
        Optional<String> line = oneLine(item, depth + 1);
        if (line.isPresent() && 2 * depth + line.get().length() + 2 <= WIDTH) {
            text.append(line.get()).append('\n');
        } else if (item instanceof Mapping mapping && !mapping.pairs().isEmpty()) {
            Pair first = mapping.pairs().getFirst();
            text.append(quoted(first.key())).append(':');
            value(first.value(), depth + 1, 2 * depth + first.key().length() + 4);
            mapping.pairs().stream().skip(1).forEach(pair -> pair(pair, depth + 1));
        } else {
            text.append(flow(item)).append('\n');
        }
    }

    /** The value on one line, if it is flat; the sections of the file themselves are never squeezed. */
    private static Optional<String> oneLine(Tree value, int depth) {
        return switch (value) {
            case Word word -> Optional.of(quoted(word.value()));
            case Listing listing ->
                listing.items().stream().allMatch(Word.class::isInstance) ? Optional.of(flow(value)) : Optional.empty();
            case Mapping mapping -> {
                boolean flat = mapping.pairs().stream().allMatch(p -> isFlat(p.value()));
                yield mapping.pairs().isEmpty() || (flat && depth > 0) ? Optional.of(flow(value)) : Optional.empty();
            }
        };
    }

    private static boolean isFlat(Tree value) {
        return switch (value) {
            case Word _ -> true;
            case Listing listing -> listing.items().stream().allMatch(Word.class::isInstance);
            case Mapping mapping -> mapping.pairs().isEmpty();
        };
    }

    private static String flow(Tree value) {
        return switch (value) {
            case Word word -> quoted(word.value());
            case Listing listing ->
                "["
                        + String.join(
                                ", ",
                                listing.items().stream().map(YamlText::flow).toList()) + "]";
            case Mapping mapping ->
                "{"
                        + String.join(
                                ", ",
                                mapping.pairs().stream()
                                        .map(p -> quoted(p.key()) + ": " + flow(p.value()))
                                        .toList())
                        + "}";
        };
    }

    static String quoted(String value) {
        boolean plain = PLAIN.matcher(value).matches() && !value.equals("null");
        return plain ? value : JsonText.quoted(value);
    }
}
