package crm.cli.grammar;

import crm.cli.grammar.Command.Option;
import crm.cli.grammar.Command.Parameter;
import crm.cli.grammar.Parsing.HelpWanted;
import crm.cli.grammar.Parsing.NotUnderstood;
import crm.cli.grammar.Parsing.Understood;
import crm.formats.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Understands a line of words as one of the given commands. Words may be shortened as long as only one command fits,
 * options may stand anywhere, and what is not understood is answered with what was probably meant.
 *
 * @param commands all there are, in the order in which the help lists them
 * @param everywhere options that every command takes
 */
public record Grammar<A>(List<Command<A>> commands, List<Option> everywhere) {

    private static final Option HELP = Option.flag("--help", "-h", "Explain this command");

    public Grammar {
        commands = List.copyOf(commands);
        everywhere = List.copyOf(everywhere);
    }

    public Parsing<A> parse(List<String> line) {
        if (line.isEmpty()) {
            return new HelpWanted<>(List.of());
        }
        if (line.getFirst().equals("help")) {
            return new HelpWanted<>(line.subList(1, line.size()));
        }
        var options = new LinkedHashMap<String, String>();
        var plain = new ArrayList<String>();
        Optional<NotUnderstood<A>> trouble = separate(line, plain, options);
        if (options.containsKey(HELP.name())) {
            return new HelpWanted<>(plain);
        }
        return trouble.isPresent() ? trouble.get() : command(plain, options);
    }

    /** Options that any command takes, for the first pass; which of them this command takes is checked later. */
    private List<Option> known() {
        var known = new ArrayList<Option>(everywhere);
        known.add(HELP);
        commands.forEach(c -> known.addAll(c.options()));
        return known;
    }

    private Optional<NotUnderstood<A>> separate(
            List<String> line, List<String> plain, SequencedMap<String, String> options) {
        Optional<NotUnderstood<A>> trouble = Optional.empty();
        for (int i = 0; i < line.size(); i++) {
            String typed = line.get(i);
            if (typed.equals("--")) {
                plain.addAll(line.subList(i + 1, line.size()));
                break;
            }
            if (typed.length() < 2 || !typed.startsWith("-")) {
                plain.add(typed);
                continue;
            }
            int equals = typed.indexOf('=');
            String name = equals < 0 ? typed : typed.substring(0, equals);
            Optional<Option> option = known().stream().filter(o -> o.is(name)).findFirst();
            if (option.isEmpty()) {
                trouble = trouble.or(() -> Optional.of(unknownOption(name)));
            } else if (!option.get().takesValue()) {
                options.put(option.get().name(), "");
            } else if (equals >= 0) {
                options.put(option.get().name(), typed.substring(equals + 1));
            } else if (i + 1 < line.size()) {
                i++;
                options.put(option.get().name(), line.get(i));
            } else {
                var wanting = option.get();
                trouble = trouble.or(() -> Optional.of(
                        new NotUnderstood<>(wanting.name() + " needs a value", "write " + wanting.usage())));
            }
        }
        return trouble;
    }

    private NotUnderstood<A> unknownOption(String name) {
        var names = known().stream().map(Option::name).toList();
        return new NotUnderstood<>(
                "there is no option " + name,
                Nearest.to(name, names)
                        .map(n -> "did you mean " + n + "?")
                        .orElse("see the options with: crm help COMMAND"));
    }

    private Parsing<A> command(List<String> plain, SequencedMap<String, String> options) {
        List<Command<A>> left = commands;
        int depth = 0;
        while (true) {
            int at = depth;
            var complete = left.stream().filter(c -> c.words().size() == at).findFirst();
            var longer = left.stream().filter(c -> c.words().size() > at).toList();
            if (complete.isPresent() && (longer.isEmpty() || depth == plain.size())) {
                return arguments(complete.get(), plain.subList(depth, plain.size()), options);
            }
            if (depth == plain.size()) {
                return depth == 0 ? new HelpWanted<>(List.of()) : incomplete(plain, longer, depth);
            }
            List<Command<A>> fitting = fitting(longer, plain.get(depth), depth);
            if (fitting.isEmpty()) {
                if (complete.isPresent()) {
                    return arguments(complete.get(), plain.subList(depth, plain.size()), options);
                }
                return unknownWord(plain, longer, depth);
            }
            if (words(fitting, depth).size() > 1) {
                return new NotUnderstood<>(
                        "'" + plain.get(depth) + "' may mean " + String.join(" or ", words(fitting, depth)),
                        "write one letter more");
            }
            left = fitting;
            depth++;
        }
    }

    private static <A> List<Command<A>> fitting(List<Command<A>> among, String typed, int depth) {
        var exact = among.stream().filter(c -> c.words().get(depth).is(typed)).toList();
        return exact.isEmpty()
                ? among.stream().filter(c -> c.words().get(depth).begins(typed)).toList()
                : exact;
    }

    static <A> List<String> words(List<Command<A>> among, int depth) {
        var words = new LinkedHashSet<String>();
        among.forEach(c -> words.add(c.words().get(depth).usual()));
        return List.copyOf(words);
    }

    private NotUnderstood<A> incomplete(List<String> plain, List<Command<A>> longer, int depth) {
        return new NotUnderstood<>(
                "'crm " + String.join(" ", plain) + "' is not a whole command",
                "it goes on with one of: " + String.join(", ", words(longer, depth)));
    }

    private NotUnderstood<A> unknownWord(List<String> plain, List<Command<A>> longer, int depth) {
        String typed = plain.get(depth);
        String before = String.join(" ", plain.subList(0, depth));
        var candidates = new LinkedHashSet<String>();
        longer.forEach(c -> {
            candidates.add(c.words().get(depth).usual());
            candidates.addAll(c.words().get(depth).synonyms());
        });
        String what = "there is no command '" + (before + " " + typed).strip() + "'";
        return new NotUnderstood<>(
                what,
                Nearest.to(typed, candidates)
                        .map(n -> "did you mean: crm " + (before + " " + n).strip() + "?")
                        .orElse(
                                depth == 0
                                        ? "see all commands with: crm help"
                                        : before + " goes on with one of: " + String.join(", ", words(longer, depth))));
    }

    private Parsing<A> arguments(Command<A> command, List<String> given, SequencedMap<String, String> options) {
        Optional<NotUnderstood<A>> wrongOption = wrongOption(command, options);
        if (wrongOption.isPresent()) {
            return wrongOption.get();
        }
        var arguments = new LinkedHashMap<String, String>();
        int next = 0;
        for (Parameter parameter : command.parameters()) {
            if (parameter.kind() == Command.Kind.WORDS) {
                if (parameter.required() && next >= given.size()) {
                    return missing(command, parameter);
                }
                return new Understood<>(command, arguments, given.subList(next, given.size()), options);
            }
            if (next < given.size()) {
                arguments.put(parameter.name(), given.get(next++));
            } else if (parameter.required()) {
                return missing(command, parameter);
            }
        }
        if (next < given.size()) {
            return new NotUnderstood<>(
                    "'crm " + command.name() + "' does not know what to do with '" + given.get(next) + "'",
                    "write: crm " + command.usage());
        }
        return new Understood<>(command, arguments, List.of(), options);
    }

    private NotUnderstood<A> missing(Command<A> command, Parameter parameter) {
        return new NotUnderstood<>(
                "'crm " + command.name() + "' needs " + parameter.kind().meaning() + " (" + parameter.name() + ")",
                "write: crm " + command.usage());
    }

    private Optional<NotUnderstood<A>> wrongOption(Command<A> command, SequencedMap<String, String> options) {
        for (var given : options.entrySet()) {
            Optional<Option> option = java.util.stream.Stream.concat(everywhere.stream(), command.options().stream())
                    .filter(o -> o.name().equals(given.getKey()))
                    .findFirst();
            if (option.isEmpty()) {
                return Optional.of(new NotUnderstood<>(
                        "'crm " + command.name() + "' takes no option " + given.getKey(),
                        "see: crm help " + command.name()));
            }
            if (!option.get().choices().isEmpty() && !option.get().choices().contains(given.getValue())) {
                return Optional.of(new NotUnderstood<>(
                        given.getKey() + " cannot be '" + given.getValue() + "'",
                        "it is one of: " + String.join(", ", option.get().choices())));
            }
        }
        return Optional.empty();
    }
}
