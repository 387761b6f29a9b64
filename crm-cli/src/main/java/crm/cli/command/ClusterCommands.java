package crm.cli.command;

import static crm.cli.grammar.Command.Kind.NODE;
import static crm.cli.grammar.Command.Kind.TEXT;
import static crm.cli.grammar.Command.Parameter.optional;
import static crm.cli.grammar.Command.Parameter.required;

import crm.cli.command.Act.Misuse;
import crm.cli.grammar.Command;
import crm.cli.grammar.Command.Option;
import crm.cli.local.LocalCluster;
import crm.cli.render.HealthReport;
import crm.control.Reply;
import crm.control.Request;
import crm.model.NodeName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Commands about the cluster as a whole and this machine's part in it. */
final class ClusterCommands {

    private static final int TOKEN_MINUTES = 15;
    private static final int MOST_TOKEN_MINUTES = 24 * 60;
    /** The two ports that go with it are five and ten higher. */
    private static final int LAST_PORT = 65_525;

    private static final Option TOKEN =
            Option.value("--token", "TOKEN", "What crm cluster token printed; - reads it from standard input");
    private static final Option NODE_NAME =
            Option.value("--node", "NAME", "The name of this node (default: its host name)");
    private static final Option ADDRESS =
            Option.value("--address", "ADDRESS", "The address on which it talks to other nodes");
    private static final Option WITNESS = Option.flag("--witness", "", "Vote and keep the journal, but run nothing");

    private static final Option PORT =
            Option.value("--port", "PORT", "The port of the traffic between nodes (default 7800)");
    private static final Option NO_MULTICAST =
            Option.flag("--no-multicast", "", "The network between the nodes carries no multicast: use TCP");
    private static final Option VALID =
            Option.value("--valid", "MINUTES", "How long it may be used (default " + TOKEN_MINUTES + ")");

    private ClusterCommands() {}

    static List<Command<Act>> all() {
        return List.of(
                Command.<Act>of(
                                "cluster init",
                                "Make this machine the first node of a new cluster",
                                new Act.Here(ClusterCommands::init),
                                optional("NAME", TEXT))
                        .options(NODE_NAME, ADDRESS, PORT, NO_MULTICAST)
                        .details(
                                "Writes the cluster's key and this node's configuration, and starts nothing. Next: crm cluster start")
                        .examples("crm cluster init demo"),
                Command.<Act>of(
                                "cluster token",
                                "Make a token with which one more node may join",
                                new Act.Asks(ClusterCommands::token))
                        .options(VALID)
                        .details("""
                                Whoever has the token gets the cluster's key, once, so carry it as you would a password.
                                On standard output stands the token alone.""")
                        .examples("crm cluster token", "ssh pi4 crm cluster join --token $(crm cluster token)"),
                Command.<Act>of(
                                "cluster join",
                                "Make this machine a node of a cluster",
                                new Act.Here(ClusterCommands::join),
                                optional("HOST", TEXT))
                        .options(TOKEN, NODE_NAME, ADDRESS, WITNESS)
                        .details("""
                                The token is printed on a node of the cluster by: crm cluster token. It says where to
                                ask; HOST only if another address leads there. Fetches the key and the settings, and
                                starts the daemon; the others take the node in as soon as they hear it.""")
                        .examples("crm cluster join --token -", "crm cluster join --witness"),
                Command.<Act>of(
                        "cluster start", "Start the daemon on this machine", new Act.Here((s, here) -> here.start())),
                Command.<Act>of(
                        "cluster stop",
                        "Move everything away from this node and end its daemon",
                        new Act.Asks(ClusterCommands::stop)),
                Command.<Act>of(
                        "cluster add",
                        "Let a node in that has the key already",
                        new Act.Asks(s -> s.change(new Request.ChangeVoters(s.node("NODE"), true))),
                        required("NODE", NODE)),
                Command.<Act>of(
                        "cluster remove|delete",
                        "Remove a node from the cluster for good",
                        new Act.Asks(ClusterCommands::remove),
                        required("NODE", NODE)),
                Command.<Act>of(
                                "cluster health",
                                "Check whether the cluster would survive the next failure",
                                new Act.Asks(ClusterCommands::health))
                        .details(
                                "One line for each check, with what to do. Exit code 0 if all is well, 1 if something would go wrong."));
    }

    private static Reply init(Session session, LocalCluster here) throws Misuse {
        String name = session.given().argument("NAME").orElse("crm");
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9_.-]{0,62}")) {
            throw new Misuse("a cluster cannot be called '" + name + "'", "use letters, digits, dots and dashes");
        }
        return here.init(new LocalCluster.NewCluster(
                name,
                nodeName(session),
                session.given().option(ADDRESS.name()),
                port(session),
                !session.given().has(NO_MULTICAST.name())));
    }

    private static Reply join(Session session, LocalCluster here) throws Misuse {
        return here.join(new LocalCluster.Joining(
                session.given().argument("HOST"),
                givenToken(session),
                nodeName(session),
                session.given().option(ADDRESS.name()),
                session.given().has(WITNESS.name())));
    }

    private static Optional<Integer> port(Session session) throws Misuse {
        Optional<String> given = session.given().option(PORT.name());
        return given.isPresent() ? Optional.of(number(PORT, given.get(), LAST_PORT)) : Optional.empty();
    }

    private static int number(Option option, String given, int most) throws Misuse {
        if (!given.matches("[0-9]{1,6}") || Integer.parseInt(given) < 1 || Integer.parseInt(given) > most) {
            throw new Misuse(option.name() + " cannot be '" + given + "'", "write a number from 1 to " + most);
        }
        return Integer.parseInt(given);
    }

    private static ExitCode token(Session session) throws Misuse {
        String given = session.given().option(VALID.name()).orElse(Integer.toString(TOKEN_MINUTES));
        int minutes = number(VALID, given, MOST_TOKEN_MINUTES);
        ExitCode code = session.say(session.ask(new Request.IssueToken(Duration.ofMinutes(minutes))));
        if (code == ExitCode.OK && session.format() == Session.Format.TEXT) {
            session.terminal()
                    .err("It lets one machine in, within " + minutes + " minutes. Run there: crm cluster join\n");
        }
        return code;
    }

    private static String givenToken(Session session) throws Misuse {
        String given = session.given().option(TOKEN.name()).orElse("");
        if (given.equals("-")) {
            try {
                return session.terminal().read("-").strip();
            } catch (Terminal.Unreadable unreadable) {
                throw new Misuse(
                        "the token cannot be read: " + unreadable.getMessage(),
                        "write: crm cluster join --token - HOST");
            }
        }
        Optional<String> typed = given.isEmpty()
                ? session.terminal().ask("Token (from 'crm cluster token' there): ")
                : Optional.of(given);
        return typed.map(String::strip)
                .filter(t -> !t.isEmpty())
                .orElseThrow(() ->
                        new Misuse("a token is needed", "get one on a node of the cluster with: crm cluster token"));
    }

    private static Optional<NodeName> nodeName(Session session) throws Misuse {
        Optional<String> name = session.given().option(NODE_NAME.name());
        return name.isPresent() ? Optional.of(Session.nodeName(name.get())) : Optional.empty();
    }

    private static ExitCode stop(Session session) throws Misuse {
        Reply reply = session.ask(new Request.ShowStatus());
        return reply instanceof Reply.Status status
                ? session.change(new Request.Leave(status.view().self()))
                : session.say(reply);
    }

    private static ExitCode remove(Session session) throws Misuse {
        NodeName node = session.node("NODE");
        if (session.ask(new Request.ShowStatus()) instanceof Reply.Status status
                && status.view().self().equals(node)) {
            return session.say(Reply.Failed.of(
                    Reply.Kind.UNSAFE,
                    "The daemon that would answer you ends with it: ask on another node to remove " + node + "."));
        }
        if (!session.agreed("Remove " + node + " from the cluster for good?", true)) {
            return session.say(Reply.Failed.of(Reply.Kind.UNSAFE, "Nothing was done."));
        }
        return session.change(new Request.ChangeVoters(node, false));
    }

    private static ExitCode health(Session session) {
        Reply reply = session.ask(new Request.ShowStatus());
        if (!(reply instanceof Reply.Status status)) {
            return session.say(reply);
        }
        var report = HealthReport.of(status.view());
        if (session.format() == Session.Format.TEXT) {
            session.terminal().out(report.text(session.ink()));
        } else {
            session.say(new Reply.Done(report.sentences()));
        }
        return report.healthy() ? ExitCode.OK : ExitCode.ERROR;
    }
}
