package crm.cli.grammar;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** What a line of words turned out to be. */
public sealed interface Parsing<A> {

    /**
     * A command with everything it needs.
     *
     * @param arguments parameter name → what was given
     * @param rest what was given for a parameter that takes any number of words
     * @param options option name → value, empty for options without
     */
    record Understood<A>(
            Command<A> command,
            SequencedMap<String, String> arguments,
            List<String> rest,
            SequencedMap<String, String> options)
            implements Parsing<A> {

        public Understood {
            arguments = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(arguments));
            rest = List.copyOf(rest);
            options = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(options));
        }

        public Optional<String> argument(String name) {
            return Optional.ofNullable(arguments.get(name));
        }

        public boolean has(String option) {
            return options.containsKey(option);
        }

        public Optional<String> option(String name) {
            return Optional.ofNullable(options.get(name));
        }
    }

    /**
     * Help was asked for.
     *
     * @param words what the help is about; empty for everything
     */
    record HelpWanted<A>(List<String> words) implements Parsing<A> {
        public HelpWanted {
            words = List.copyOf(words);
        }
    }

    /**
     * It is not a command.
     *
     * @param what what is wrong, one sentence without full stop
     * @param advice what to type instead, one sentence without full stop
     */
    record NotUnderstood<A>(String what, String advice) implements Parsing<A> {}
}
