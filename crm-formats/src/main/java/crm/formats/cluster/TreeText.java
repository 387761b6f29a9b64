package crm.formats.cluster;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import crm.formats.cluster.Tree.Listing;
import crm.formats.cluster.Tree.Mapping;
import crm.formats.cluster.Tree.Pair;
import crm.formats.cluster.Tree.Place;
import crm.formats.cluster.Tree.Word;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads YAML or JSON into a {@link Tree}. Only the shape of the text is read: no types are guessed and no objects made,
 * and a file that grows by aliases or nests without end is refused.
 */
final class TreeText {

    private static final int MOST_CHARACTERS = 4 << 20;
    private static final int MOST_PIECES = 100_000;
    private static final int DEEPEST = 40;

    private final Problems problems;
    private int pieces;

    TreeText(Problems problems) {
        this.problems = problems;
    }

    /** The tree; empty if there is a problem with the text itself. */
    Optional<Tree> parse(String text) {
        if (text.length() > MOST_CHARACTERS) {
            problems.error(Place.NOWHERE, "", "the file is longer than 4 MiB", "is it the right file?");
            return Optional.empty();
        }
        try {
            return Optional.of(looksLikeJson(text) ? json(text) : yaml(text));
        } catch (TooMuch tooMuch) {
            problems.error(tooMuch.place, "", tooMuch.what, "write it out plainly");
        } catch (MarkedYAMLException malformed) {
            problems.error(
                    place(malformed.getProblemMark()),
                    "",
                    "this is not YAML: " + String.valueOf(malformed.getProblem()),
                    "look at the indentation and the quotes on this line and the one before");
        } catch (YAMLException malformed) {
            problems.error(
                    Place.NOWHERE, "", "this is not YAML: " + firstLine(malformed), "is it a text file, in UTF-8?");
        } catch (JsonProcessingException malformed) {
            JsonLocation at = malformed.getLocation();
            problems.error(
                    at == null ? Place.NOWHERE : new Place(at.getLineNr(), at.getColumnNr()),
                    "",
                    "this is not JSON: " + malformed.getOriginalMessage(),
                    "look at the commas, braces and quotes here");
        } catch (IOException impossible) {
            throw new java.io.UncheckedIOException("reading from a string", impossible);
        }
        return Optional.empty();
    }

    private static String firstLine(YAMLException malformed) {
        return String.valueOf(malformed.getMessage()).lines().findFirst().orElse("unreadable");
    }

    private static boolean looksLikeJson(String text) {
        return text.stripLeading().startsWith("{")
                && text.replaceAll("(?s)\\A\\s*\\{\\s*(.).*", "$1").matches("[\"}]");
    }

    private void count(Place place, int depth) throws TooMuch {
        if (++pieces > MOST_PIECES) {
            throw new TooMuch(place, "the file holds more than " + MOST_PIECES + " values, aliases followed");
        }
        if (depth > DEEPEST) {
            throw new TooMuch(place, "this is nested deeper than " + DEEPEST + " levels");
        }
    }

    private Tree yaml(String text) throws TooMuch {
        var options = new LoaderOptions();
        options.setCodePointLimit(MOST_CHARACTERS);
        options.setNestingDepthLimit(DEEPEST + 10);
        options.setMaxAliasesForCollections(50);
        options.setProcessComments(false);
        var composer = new Composer(new ParserImpl(new StreamReader(text), options), new Resolver(), options);
        Node node = composer.getSingleNode();
        return node == null ? new Mapping(java.util.List.of(), Place.NOWHERE) : tree(node, 0);
    }

    private Tree tree(Node node, int depth) throws TooMuch {
        Place place = place(node.getStartMark());
        count(place, depth);
        return switch (node) {
            case ScalarNode scalar -> new Word(scalar.getValue(), !scalar.isPlain(), place);
            case SequenceNode sequence -> {
                var items = new ArrayList<Tree>();
                for (Node item : sequence.getValue()) {
                    items.add(tree(item, depth + 1));
                }
                yield new Listing(items, place);
            }
            case MappingNode mapping -> {
                var pairs = new ArrayList<Pair>();
                for (var tuple : mapping.getValue()) {
                    Place at = place(tuple.getKeyNode().getStartMark());
                    if (tuple.getKeyNode() instanceof ScalarNode key) {
                        pairs.add(new Pair(key.getValue(), at, tree(tuple.getValueNode(), depth + 1)));
                    } else {
                        problems.error(at, "", "a key must be a single word", "write 'key: value'");
                    }
                }
                yield new Mapping(pairs, place);
            }
            default -> throw new TooMuch(place, "this refers to something that is not there");
        };
    }

    private static Place place(Mark mark) {
        return mark == null ? Place.NOWHERE : new Place(mark.getLine() + 1, mark.getColumn() + 1);
    }

    private Tree json(String text) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            parser.nextToken();
            Tree tree = json(parser, 0);
            if (parser.nextToken() != null) {
                problems.error(place(parser), "", "something follows after the end", "a file is one JSON object");
            }
            return tree;
        }
    }

    private Tree json(JsonParser parser, int depth) throws IOException {
        Place place = place(parser);
        count(place, depth);
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            var pairs = new ArrayList<Pair>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String key = parser.currentName();
                Place at = place(parser);
                parser.nextToken();
                pairs.add(new Pair(key, at, json(parser, depth + 1)));
            }
            return new Mapping(pairs, place);
        }
        if (token == JsonToken.START_ARRAY) {
            var items = new ArrayList<Tree>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(json(parser, depth + 1));
            }
            return new Listing(items, place);
        }
        return new Word(token == null ? "" : parser.getText(), token == JsonToken.VALUE_STRING, place);
    }

    private static Place place(JsonParser parser) {
        JsonLocation at = parser.currentTokenLocation();
        return new Place(at.getLineNr(), at.getColumnNr());
    }

    /** The text asks for more than a configuration can need. */
    private static final class TooMuch extends IOException {
        private static final long serialVersionUID = 1L;
        private final transient Place place;
        private final String what;

        TooMuch(Place place, String what) {
            super(what);
            this.place = place;
            this.what = what;
        }
    }
}
