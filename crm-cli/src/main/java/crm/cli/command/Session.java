package crm.cli.command;

import crm.cli.command.Act.Misuse;
import crm.cli.command.Cluster.Patience;
import crm.cli.grammar.Command.Option;
import crm.cli.grammar.Parsing.Understood;
import crm.cli.render.Ink;
import crm.cli.render.ReplyText;
import crm.control.Reply;
import crm.control.Request;
import crm.formats.Nearest;
import crm.model.NodeName;
import crm.model.Resource;
import crm.model.ResourceId;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One command while it is carried out: what was typed, whom it can ask, where the answer goes.
 *
 * @param cluster empty if there is no daemon
 */
record Session(Understood<Act> given, Optional<Cluster> cluster, Terminal terminal, Clock clock) {

    static final Option OUTPUT =
            Option.choice("--output", "-o", List.of("text", "json", "xml"), "How the answer is written");
    static final Option NO_WAIT =
            Option.flag("--no-wait", "", "Ask for a change and do not wait until it has had its effect");
    static final Option TIMEOUT =
            Option.value("--timeout", "SECONDS", "How long to wait for a change (default 120); it goes on after that");
    static final Option YES = Option.flag("--yes", "-y", "Do not ask back");
    static final List<Option> OPTIONS = List.of(OUTPUT, NO_WAIT, TIMEOUT, YES);

    private static final int DEFAULT_SECONDS = 120;
    private static final int MOST_SECONDS = 86_400;

    /** How the answer is written. */
    enum Format {
        TEXT,
        JSON,
        XML
    }

    Format format() {
        return switch (given.option(OUTPUT.name()).orElse("text")) {
            case "json" -> Format.JSON;
            case "xml" -> Format.XML;
            default -> Format.TEXT;
        };
    }

    Ink ink() {
        return Ink.of(terminal.abilities().colour() && format() == Format.TEXT);
    }

    String argument(String name) {
        return given.argument(name).orElseThrow();
    }

    ResourceId resource(String parameter) throws Misuse {
        return resourceId(argument(parameter));
    }

    Optional<ResourceId> resourceIfGiven(String parameter) throws Misuse {
        Optional<String> name = given.argument(parameter);
        return name.isPresent() ? Optional.of(resourceId(name.get())) : Optional.empty();
    }

    NodeName node(String parameter) throws Misuse {
        return nodeName(argument(parameter));
    }

    Optional<NodeName> nodeIfGiven(String parameter) throws Misuse {
        Optional<String> name = given.argument(parameter);
        return name.isPresent() ? Optional.of(nodeName(name.get())) : Optional.empty();
    }

    private static ResourceId resourceId(String name) throws Misuse {
        try {
            return new ResourceId(name);
        } catch (IllegalArgumentException cannotBe) {
            throw new Misuse("no resource can be called '" + name + "'", "see the resources with: crm status");
        }
    }

    static NodeName nodeName(String name) throws Misuse {
        try {
            return new NodeName(name);
        } catch (IllegalArgumentException cannotBe) {
            throw new Misuse("no node can be called '" + name + "'", "see the nodes with: crm status");
        }
    }

    /** Asks a question that changes nothing. */
    Reply ask(Request.Query question) {
        return answer(question);
    }

    /** Asks the node itself for something that concerns no other. */
    Reply ask(Request.Local errand) {
        return answer(errand);
    }

    private Reply answer(Request question) {
        return cluster.orElseThrow().ask(question, Patience.QUESTION, terminal::progress);
    }

    /** Asks for a change, shows how far it is, and says how it ended. */
    ExitCode change(Request.Change change) throws Misuse {
        var patience = new Patience(limit(), given.has(NO_WAIT.name()));
        return say(cluster.orElseThrow().ask(change, patience, terminal::progress));
    }

    private Duration limit() throws Misuse {
        String seconds = given.option(TIMEOUT.name()).orElse(Integer.toString(DEFAULT_SECONDS));
        if (!seconds.matches("[0-9]{1,5}s?")) {
            throw new Misuse("--timeout cannot be '" + seconds + "'", "write a number of seconds");
        }
        int number = Integer.parseInt(seconds.replace("s", ""));
        if (number < 1 || number > MOST_SECONDS) {
            throw new Misuse("--timeout cannot be " + number + " seconds", "write 1 to " + MOST_SECONDS);
        }
        return Duration.ofSeconds(number);
    }

    /** Writes a last reply in the format that is wanted, and gives its exit code. */
    ExitCode say(Reply reply) {
        Reply helpful = reply instanceof Reply.Failed failed ? withSuggestion(failed) : reply;
        ExitCode code = ExitCode.of(helpful);
        switch (format()) {
            case TEXT -> {
                String text = new ReplyText(ink(), clock.getZone()).text(helpful);
                if (code == ExitCode.OK) {
                    terminal.out(text);
                } else {
                    terminal.err(text);
                }
            }
            case JSON -> terminal.out(Documents.json(helpful, code));
            case XML ->
                terminal.out(Documents.xml(helpful, code, given.command().name()));
        }
        return code;
    }

    /**
     * Whether a person agrees.
     *
     * @param withoutPerson what holds if nobody can be asked
     */
    boolean agreed(String question, boolean withoutPerson) {
        if (given.has(YES.name())) {
            return true;
        }
        if (!terminal.abilities().answers()) {
            return withoutPerson;
        }
        return terminal.ask(question + " [y/N] ")
                .map(answer -> answer.strip().toLowerCase(Locale.ROOT))
                .filter(answer -> answer.equals("y") || answer.equals("yes"))
                .isPresent();
    }

    private Reply withSuggestion(Reply.Failed failed) {
        if (failed.kind() != Reply.Kind.NO_SUCH_THING
                || cluster.isEmpty()
                || !(ask(new Request.ShowConfiguration()) instanceof Reply.ShownConfiguration shown)) {
            return failed;
        }
        var names = new ArrayList<String>();
        shown.configuration().nodes().forEach(n -> names.add(n.name().value()));
        collect(shown.configuration().resources(), names);
        for (String argument : given.arguments().values()) {
            Optional<String> near = names.contains(argument) ? Optional.empty() : Nearest.to(argument, names);
            if (near.isPresent()) {
                var sentences = new ArrayList<>(failed.sentences());
                sentences.add("Did you mean " + near.get() + "?");
                return new Reply.Failed(failed.kind(), sentences);
            }
        }
        return failed;
    }

    private static void collect(List<? extends Resource> resources, List<String> names) {
        for (Resource resource : resources) {
            names.add(resource.id().value());
            collect(resource.children(), names);
        }
    }
}
