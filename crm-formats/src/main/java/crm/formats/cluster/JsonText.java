package crm.formats.cluster;

import crm.formats.cluster.Tree.Listing;
import crm.formats.cluster.Tree.Mapping;
import crm.formats.cluster.Tree.Word;
import java.util.List;
import java.util.function.Consumer;

/** Writes a tree as indented JSON. Every single value is a string, as it is in the configuration. */
final class JsonText {

    private final StringBuilder text = new StringBuilder();

    String text(Mapping tree) {
        write(tree, 0);
        return text.append('\n').toString();
    }

    private void write(Tree tree, int depth) {
        switch (tree) {
            case Word word -> text.append(quoted(word.value()));
            case Listing listing -> block('[', ']', listing.items(), depth, item -> write(item, depth + 1));
            case Mapping mapping ->
                block('{', '}', mapping.pairs(), depth, pair -> {
                    text.append(quoted(pair.key())).append(": ");
                    write(pair.value(), depth + 1);
                });
        }
    }

    private <T> void block(char open, char close, List<T> parts, int depth, Consumer<T> writing) {
        text.append(open);
        String separator = "\n";
        for (T part : parts) {
            text.append(separator).append("  ".repeat(depth + 1));
            writing.accept(part);
            separator = ",\n";
        }
        text.append(parts.isEmpty() ? "" : "\n" + "  ".repeat(depth)).append(close);
    }

    /** In double quotes, which mean the same in JSON and YAML. */
    static String quoted(String value) {
        var quoted = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                case '\r' -> quoted.append("\\r");
                default -> {
                    if (c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x85 || c == 0x2028 || c == 0x2029 || c == 0xfeff) {
                        quoted.append(String.format("\\u%04x", (int) c));
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }
}
