package crm.cli.grammar;

import crm.cli.grammar.Command.Option;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** The help for everything, for the commands that begin alike, and for one command. */
public record HelpPage<A>(Grammar<A> grammar, String introduction) {

    /** The page about these words; about everything if there are none or no command begins so. */
    public String about(List<String> words) {
        List<Command<A>> left = grammar.commands();
        int depth = 0;
        for (String word : words) {
            int at = depth;
            var longer = left.stream().filter(c -> c.words().size() > at).toList();
            var exact = longer.stream().filter(c -> c.words().get(at).is(word)).toList();
            var fitting = exact.isEmpty()
                    ? longer.stream()
                            .filter(c -> c.words().get(at).begins(word))
                            .toList()
                    : exact;
            if (fitting.isEmpty()) {
                break;
            }
            left = fitting;
            depth++;
        }
        if (depth == 0) {
            return everything();
        }
        int at = depth;
        var own = left.stream().filter(c -> c.words().size() == at).findFirst();
        if (own.isPresent()) {
            return page(own.get());
        }
        return left.size() == 1 ? page(left.getFirst()) : list(left);
    }

    private String everything() {
        var page = new StringBuilder(introduction.strip()).append("\n");
        var families = new LinkedHashMap<String, List<Command<A>>>();
        for (Command<A> command : grammar.commands()) {
            String family =
                    command.words().size() > 1 ? command.words().getFirst().usual() : "";
            families.computeIfAbsent(family, f -> new ArrayList<>()).add(command);
        }
        families.forEach((family, commands) -> {
            page.append('\n')
                    .append(family.isEmpty() ? "Everyday" : "crm " + family)
                    .append(":\n");
            appendLines(page, commands);
        });
        page.append("\nOptions of every command:\n");
        appendOptions(page, grammar.everywhere());
        page.append("\nWords may be shortened as long as they are unique. More on each: crm help COMMAND\n");
        return page.toString();
    }

    private String list(List<Command<A>> commands) {
        var page = new StringBuilder("Commands:\n");
        appendLines(page, commands);
        return page.append("\nMore on each: crm help COMMAND\n").toString();
    }

    private String page(Command<A> command) {
        var page = new StringBuilder("crm ")
                .append(command.usage())
                .append("\n\n  ")
                .append(command.summary())
                .append(".\n");
        if (!command.details().isEmpty()) {
            page.append('\n').append(command.details().indent(2));
        }
        var synonyms = command.words().stream()
                .filter(w -> !w.synonyms().isEmpty())
                .map(w -> w.usual() + " may also be written " + String.join(" or ", w.synonyms()))
                .toList();
        synonyms.forEach(s -> page.append("\n  ").append(s).append(".\n"));
        if (!command.examples().isEmpty()) {
            page.append("\nExamples:\n");
            command.examples().forEach(e -> page.append("  ").append(e).append('\n'));
        }
        page.append("\nOptions:\n");
        appendOptions(page, command.options());
        appendOptions(page, grammar.everywhere());
        return page.toString();
    }

    private static <A> void appendLines(StringBuilder page, List<Command<A>> commands) {
        for (Command<A> command : commands) {
            appendLine(page, command.usage(), command.summary());
        }
    }

    private static void appendOptions(StringBuilder page, List<Option> options) {
        for (Option option : options) {
            String letter = option.letter().isEmpty() ? "" : option.letter() + ", ";
            appendLine(page, letter + option.usage(), option.summary());
        }
    }

    private static void appendLine(StringBuilder page, String left, String right) {
        page.append("  ");
        if (left.length() <= 36) {
            page.append(String.format("%-36s  ", left));
        } else {
            page.append(left).append("\n").append(" ".repeat(40));
        }
        page.append(right).append('\n');
    }
}
