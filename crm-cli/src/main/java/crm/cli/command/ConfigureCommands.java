package crm.cli.command;

import static crm.cli.grammar.Command.Kind.FILE;
import static crm.cli.grammar.Command.Parameter.optional;
import static crm.cli.grammar.Command.Parameter.required;

import crm.cli.command.Act.Misuse;
import crm.cli.grammar.Command;
import crm.cli.grammar.Command.Option;
import crm.configuration.Configuration;
import crm.configuration.Problem;
import crm.control.Reply;
import crm.control.Request;
import crm.formats.cluster.ClusterFile;
import crm.formats.cluster.ConfigurationDiff;
import crm.model.Node;
import java.util.List;
import java.util.Optional;

/** Commands about the configuration. */
final class ConfigureCommands {

    private static final Option DRY_RUN = Option.flag("--dry-run", "", "Show what would happen, and change nothing");

    private ConfigureCommands() {}

    static List<Command<Act>> all() {
        return List.of(
                Command.<Act>of(
                                "configure show",
                                "The configuration as a cluster file",
                                new Act.Asks(ConfigureCommands::show))
                        .details(
                                "What it prints can be loaded again. With --output json as JSON, which can be loaded as well.")
                        .examples("crm configure show > cluster.yaml"),
                Command.<Act>of(
                                "configure load",
                                "Replace the configuration by a cluster file",
                                new Act.Asks(ConfigureCommands::load),
                                required("FILE", FILE))
                        .options(DRY_RUN)
                        .details("""
                                Shows first what changes and what would happen, then asks on a terminal. All of the file
                                is applied or nothing; a file with a mistake is refused with every mistake in it. If
                                somebody else changes the configuration meanwhile, nothing is applied.""")
                        .examples("crm configure load cluster.yaml", "crm configure load --yes - < cluster.yaml"),
                Command.<Act>of(
                        "configure diff",
                        "What a cluster file would change",
                        new Act.Asks(ConfigureCommands::diff),
                        required("FILE", FILE)),
                Command.<Act>of(
                                "configure verify|validate",
                                "Look for mistakes, in a file or in what is configured",
                                new Act.Anywhere(ConfigureCommands::verify),
                                optional("FILE", FILE))
                        .details("A file is checked without a daemon as well.")
                        .examples("crm configure verify cluster.yaml"));
    }

    private static ExitCode show(Session session) {
        Reply reply = session.ask(new Request.ShowConfiguration());
        if (reply instanceof Reply.ShownConfiguration shown && session.format() == Session.Format.JSON) {
            session.terminal().out(ClusterFile.json(shown.configuration()));
            return ExitCode.OK;
        }
        return session.say(reply);
    }

    private static ClusterFile.Reading read(Session session) throws Misuse {
        String file = session.argument("FILE");
        try {
            return ClusterFile.read(
                    file.equals("-") ? "standard input" : file,
                    session.terminal().read(file));
        } catch (Terminal.Unreadable unreadable) {
            throw new Misuse("cannot read '" + file + "': " + unreadable.getMessage(), "is the name right?");
        }
    }

    private static ExitCode verify(Session session) throws Misuse {
        if (session.given().argument("FILE").isPresent()) {
            return verdict(session, read(session), session.argument("FILE"));
        }
        if (session.cluster().isEmpty()) {
            throw new Misuse(
                    "no daemon answers, so there is no configuration to look at",
                    "name a file: crm configure verify FILE");
        }
        Reply reply = session.ask(new Request.ShowConfiguration());
        return reply instanceof Reply.ShownConfiguration shown
                ? verdict(session, ClusterFile.check(shown.configuration()), "the configuration")
                : session.say(reply);
    }

    private static ExitCode verdict(Session session, ClusterFile.Reading reading, String what) {
        if (reading.configuration().isEmpty()) {
            return session.say(new Reply.Wrong(reading.problems()));
        }
        warn(session, reading.problems());
        return session.say(Reply.Done.of("No mistake in " + what + "."));
    }

    private static void warn(Session session, List<Problem> warnings) {
        if (!warnings.isEmpty()) {
            session.terminal()
                    .err(new crm.cli.render.ReplyText(
                                    session.ink(), session.clock().getZone())
                            .problems(warnings));
        }
    }

    private static ExitCode diff(Session session) throws Misuse {
        var reading = read(session);
        if (reading.configuration().isEmpty()) {
            return session.say(new Reply.Wrong(reading.problems()));
        }
        Reply reply = session.ask(new Request.ShowConfiguration());
        if (!(reply instanceof Reply.ShownConfiguration shown)) {
            return session.say(reply);
        }
        var changes = ConfigurationDiff.between(
                shown.configuration(), wanted(session, reading.configuration().get(), shown.configuration()));
        return session.say(changes.isEmpty() ? Reply.Done.of("Nothing would change.") : new Reply.Done(changes));
    }

    private static ExitCode load(Session session) throws Misuse {
        var reading = read(session);
        if (reading.configuration().isEmpty()) {
            return session.say(new Reply.Wrong(reading.problems()));
        }
        warn(session, reading.problems());
        Reply now = session.ask(new Request.ShowConfiguration());
        if (!(now instanceof Reply.ShownConfiguration shown)) {
            return session.say(now);
        }
        Configuration wanted = wanted(session, reading.configuration().get(), shown.configuration());
        var changes = ConfigurationDiff.between(shown.configuration(), wanted);
        if (changes.isEmpty()) {
            return session.say(Reply.Done.of("The cluster is configured so already; nothing was changed."));
        }
        Reply forecast = session.ask(new Request.WhatIfConfigured(wanted));
        if (!(forecast instanceof Reply.Forecast foreseen)) {
            return session.say(forecast);
        }
        if (session.format() == Session.Format.TEXT) {
            announce(session, changes, foreseen);
        }
        if (session.given().has(DRY_RUN.name())) {
            return session.format() == Session.Format.TEXT ? ExitCode.OK : session.say(foreseen);
        }
        if (!session.agreed("Do it?", true)) {
            return session.say(Reply.Failed.of(Reply.Kind.UNSAFE, "Nothing was changed."));
        }
        return session.change(new Request.Configure(wanted, Optional.of(shown.version()), summary(session, changes)));
    }

    /** The cluster's nodes stay its nodes; whoever meant otherwise is told how. */
    private static Configuration wanted(Session session, Configuration file, Configuration now) {
        Configuration wanted = file.keepingNodesOf(now);
        warn(
                session,
                wanted.nodes().stream()
                        .map(Node::name)
                        .filter(node -> file.node(node).isEmpty())
                        .map(node -> Problem.warning(
                                "nodes",
                                node + " is not among them and stays a node of the cluster",
                                "to take it out: crm cluster remove " + node))
                        .toList());
        return wanted;
    }

    private static void announce(Session session, List<String> changes, Reply.Forecast foreseen) {
        var text = new StringBuilder("Changes:\n");
        changes.forEach(change -> text.append("  ").append(change).append('\n'));
        text.append('\n')
                .append(new crm.cli.render.ReplyText(
                                session.ink(), session.clock().getZone())
                        .text(foreseen))
                .append('\n');
        session.terminal().out(text.toString());
    }

    /** One line for the history of the configuration. */
    private static String summary(Session session, List<String> changes) {
        String file = session.argument("FILE");
        String name = file.equals("-") ? "a cluster file" : file.substring(file.lastIndexOf('/') + 1);
        return "loaded " + name + " (" + changes.size() + (changes.size() == 1 ? " change)" : " changes)");
    }
}
