package crm.cli.grammar;

import java.util.List;

/**
 * One command as a person writes it, and what the help says of it.
 *
 * @param words the words that name it; each may have synonyms
 * @param parameters what follows the words, in order
 * @param options options of this command alone
 * @param summary one line for the list of commands
 * @param details one or more paragraphs for its own page
 * @param examples lines to try
 * @param action what it does
 * @param <A> the type of what is done, which this package knows nothing of
 */
public record Command<A>(
        List<Word> words,
        List<Parameter> parameters,
        List<Option> options,
        String summary,
        String details,
        List<String> examples,
        A action) {

    public Command {
        words = List.copyOf(words);
        parameters = List.copyOf(parameters);
        options = List.copyOf(options);
        examples = List.copyOf(examples);
    }

    /** A command without options, details or examples: {@code "resource move|migrate"} writes synonyms with a bar. */
    public static <A> Command<A> of(String words, String summary, A action, Parameter... parameters) {
        var parsed = List.of(words.split(" ")).stream().map(Word::parse).toList();
        return new Command<>(parsed, List.of(parameters), List.of(), summary, "", List.of(), action);
    }

    public Command<A> details(String text) {
        return new Command<>(words, parameters, options, summary, text.strip(), examples, action);
    }

    public Command<A> examples(String... lines) {
        return new Command<>(words, parameters, options, summary, details, List.of(lines), action);
    }

    public Command<A> options(Option... added) {
        return new Command<>(words, parameters, List.of(added), summary, details, examples, action);
    }

    /** The words as they are usually written: {@code resource move}. */
    public String name() {
        return String.join(" ", words.stream().map(Word::usual).toList());
    }

    /** The words and the parameters: {@code resource move RESOURCE [NODE]}. */
    public String usage() {
        var usage = new StringBuilder(name());
        parameters.forEach(p -> usage.append(' ').append(p.usage()));
        options.forEach(o -> usage.append(" [").append(o.usage()).append(']'));
        return usage.toString();
    }

    /**
     * A word of a command.
     *
     * @param usual how it is usually written
     * @param synonyms other ways, such as those of other shells
     */
    public record Word(String usual, List<String> synonyms) {
        public Word {
            synonyms = List.copyOf(synonyms);
        }

        static Word parse(String text) {
            var all = List.of(text.split("\\|"));
            return new Word(all.getFirst(), all.subList(1, all.size()));
        }

        boolean is(String typed) {
            return usual.equals(typed) || synonyms.contains(typed);
        }

        boolean begins(String typed) {
            return usual.startsWith(typed) || synonyms.stream().anyMatch(s -> s.startsWith(typed));
        }
    }

    /**
     * What follows the words of a command.
     *
     * @param name as the help writes it
     * @param kind what it names
     * @param required whether it must be there
     */
    public record Parameter(String name, Kind kind, boolean required) {

        public static Parameter required(String name, Kind kind) {
            return new Parameter(name, kind, true);
        }

        public static Parameter optional(String name, Kind kind) {
            return new Parameter(name, kind, false);
        }

        String usage() {
            return required ? name : "[" + name + "]";
        }
    }

    /** What a parameter names. */
    public enum Kind {
        RESOURCE("a resource"),
        NODE("a node"),
        FILE("a file, - for standard input"),
        NUMBER("a number"),
        TEXT("text"),
        /** Any number of words; only as the last parameter. */
        WORDS("words");

        private final String meaning;

        Kind(String meaning) {
            this.meaning = meaning;
        }

        String meaning() {
            return meaning;
        }
    }

    /**
     * An option.
     *
     * @param name with its dashes
     * @param letter a short form with its dash, or empty
     * @param value what the value is called in the help; empty for an option without value
     * @param choices the values it may have; empty means any
     */
    public record Option(String name, String letter, String value, List<String> choices, String summary) {
        public Option {
            choices = List.copyOf(choices);
        }

        public static Option flag(String name, String letter, String summary) {
            return new Option(name, letter, "", List.of(), summary);
        }

        public static Option choice(String name, String letter, List<String> choices, String summary) {
            return new Option(name, letter, String.join("|", choices), choices, summary);
        }

        public static Option value(String name, String value, String summary) {
            return new Option(name, "", value, List.of(), summary);
        }

        boolean takesValue() {
            return !value.isEmpty();
        }

        boolean is(String typed) {
            return typed.equals(name) || (!letter.isEmpty() && typed.equals(letter));
        }

        String usage() {
            return takesValue() ? name + " " + value : name;
        }
    }
}
