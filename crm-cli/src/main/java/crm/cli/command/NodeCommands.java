package crm.cli.command;

import static crm.cli.grammar.Command.Kind.NODE;
import static crm.cli.grammar.Command.Kind.TEXT;
import static crm.cli.grammar.Command.Parameter.optional;
import static crm.cli.grammar.Command.Parameter.required;

import crm.cli.command.Act.Misuse;
import crm.cli.grammar.Command;
import crm.cli.render.NodeTable;
import crm.control.Reply;
import crm.control.Request;
import crm.model.NodeName;
import java.util.List;
import java.util.Optional;

/** Commands about nodes. Where a node may be left out, the node on which the command is given is meant. */
final class NodeCommands {

    private static final Command.Option DELETE = Command.Option.flag("--delete", "", "Remove the attribute");

    private NodeCommands() {}

    static List<Command<Act>> all() {
        return List.of(
                Command.<Act>of(
                        "node show|list|status",
                        "The nodes and what runs on each",
                        new Act.Asks(NodeCommands::show),
                        optional("NODE", NODE)),
                change(
                        "node standby",
                        "Move everything away from a node and keep it free",
                        n -> new Request.SetStandby(n, true)),
                change("node online", "Let a node run resources again", n -> new Request.SetStandby(n, false)),
                change(
                        "node maintenance",
                        "Leave everything on a node as it is, whatever happens",
                        n -> new Request.SetMaintenance(Optional.of(n), true)),
                change(
                        "node ready",
                        "End the maintenance of a node",
                        n -> new Request.SetMaintenance(Optional.of(n), false)),
                Command.<Act>of(
                                "node fence",
                                "Cut a node's power and prove it",
                                new Act.Asks(NodeCommands::fence),
                                required("NODE", NODE))
                        .details(
                                "What runs there dies at once and is recovered on other nodes. Asks back on a terminal."),
                Command.<Act>of(
                                "node attribute",
                                "Set or remove an attribute of a node",
                                new Act.Asks(NodeCommands::attribute),
                                required("NODE", NODE),
                                required("NAME", TEXT),
                                optional("VALUE", TEXT))
                        .options(DELETE)
                        .examples("crm node attribute pi1 rack left", "crm node attribute pi1 rack --delete"),
                Command.<Act>of(
                        "maintenance on",
                        "Leave everything in the cluster as it is, whatever happens",
                        new Act.Asks(s -> s.change(new Request.SetMaintenance(Optional.empty(), true)))),
                Command.<Act>of(
                        "maintenance off",
                        "Let the cluster look after everything again",
                        new Act.Asks(s -> s.change(new Request.SetMaintenance(Optional.empty(), false)))));
    }

    /** The request a node command stands for. */
    private interface Wish {
        Request.Change of(NodeName node);
    }

    private static Command<Act> change(String words, String summary, Wish wish) {
        Act.Deed deed = session -> {
            Reply asked = new Reply.Progress("");
            Optional<NodeName> node = session.nodeIfGiven("NODE");
            if (node.isEmpty()) {
                asked = session.ask(new Request.ShowStatus());
                node = asked instanceof Reply.Status status
                        ? Optional.of(status.view().self())
                        : Optional.empty();
            }
            return node.isPresent() ? session.change(wish.of(node.get())) : session.say(asked);
        };
        return Command.<Act>of(words, summary, new Act.Asks(deed), optional("NODE", NODE))
                .details("Without NODE: the node you are on.");
    }

    private static ExitCode show(Session session) throws Misuse {
        Optional<NodeName> wanted = session.nodeIfGiven("NODE");
        Reply reply = session.ask(new Request.ShowStatus());
        if (!(reply instanceof Reply.Status status)) {
            return session.say(reply);
        }
        if (wanted.isPresent()
                && status.view().nodes().stream().noneMatch(n -> n.name().equals(wanted.get()))) {
            return session.say(Reply.Failed.of(Reply.Kind.NO_SUCH_THING, "There is no node " + wanted.get() + "."));
        }
        if (session.format() != Session.Format.TEXT) {
            return session.say(reply);
        }
        var table = new NodeTable(status.view(), session.ink());
        session.terminal().out(wanted.isPresent() ? table.text(wanted.get()) : table.text());
        return ExitCode.OK;
    }

    private static ExitCode fence(Session session) throws Misuse {
        NodeName node = session.node("NODE");
        if (!session.agreed("Cut the power of " + node + " now? Everything on it dies at once.", true)) {
            return session.say(Reply.Failed.of(Reply.Kind.UNSAFE, "Nothing was done."));
        }
        return session.change(new Request.Fence(node));
    }

    private static ExitCode attribute(Session session) throws Misuse {
        boolean delete = session.given().has(DELETE.name());
        Optional<String> value = session.given().argument("VALUE");
        if (delete == value.isPresent()) {
            throw new Misuse(
                    delete ? "an attribute that is removed has no value" : "the value is missing",
                    "write: crm node attribute NODE NAME VALUE, or NODE NAME --delete");
        }
        return session.change(new Request.SetAttribute(session.node("NODE"), session.argument("NAME"), value));
    }
}
