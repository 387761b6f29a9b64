package crm.cli.command;

import static crm.cli.grammar.Command.Kind.NODE;
import static crm.cli.grammar.Command.Kind.RESOURCE;
import static crm.cli.grammar.Command.Parameter.optional;
import static crm.cli.grammar.Command.Parameter.required;

import crm.cli.command.Act.Misuse;
import crm.cli.grammar.Command;
import crm.cli.grammar.Command.Parameter;
import crm.cli.render.StatusText;
import crm.control.Reply;
import crm.control.Request;
import crm.model.ResourceId;
import crm.status.StatusView;
import crm.status.StatusView.ResourceLine;
import java.util.List;
import java.util.Optional;

/** Commands about one resource. */
final class ResourceCommands {

    private static final Parameter RESOURCE_NAME = required("RESOURCE", RESOURCE);
    private static final Parameter NODE_IF_ANY = optional("NODE", NODE);

    private static final String MOVE_DETAILS = """
            A move is a task, not a constraint: once the resource runs there, nothing of it remains in the configuration,
            and the resource may be moved again by what the configuration says. If the move fails it is undone, and you
            are told why. Without NODE it goes anywhere but where it is.""";

    private ResourceCommands() {}

    static List<Command<Act>> all() {
        return List.of(
                change(
                                "move|migrate",
                                "Run a resource on another node",
                                ResourceCommands::move,
                                RESOURCE_NAME,
                                NODE_IF_ANY)
                        .details(MOVE_DETAILS)
                        .examples("crm move web pi3", "crm move web"),
                Command.<Act>of(
                        "resource status|show|list",
                        "Where a resource runs",
                        new Act.Asks(ResourceCommands::status),
                        optional("RESOURCE", RESOURCE)),
                change("resource start", "Let a resource run", s -> role(s, true), RESOURCE_NAME),
                change("resource stop", "Stop a resource, lasting", s -> role(s, false), RESOURCE_NAME),
                change(
                        "resource restart",
                        "Stop and start a resource where it is",
                        s -> new Request.Restart(id(s)),
                        RESOURCE_NAME),
                change(
                                "resource move|migrate",
                                "Run a resource on another node; the same as crm move",
                                ResourceCommands::move,
                                RESOURCE_NAME,
                                NODE_IF_ANY)
                        .details(MOVE_DETAILS),
                change(
                                "resource ban",
                                "Keep a resource away from a node, until cleared",
                                s -> new Request.Ban(id(s), s.nodeIfGiven("NODE")),
                                RESOURCE_NAME,
                                NODE_IF_ANY)
                        .details(
                                "Without NODE it is kept away from where it is now. The ban stays until: crm resource clear RESOURCE"),
                change(
                        "resource clear|unmove|unban|unmigrate",
                        "Take back what ban and move left",
                        s -> new Request.Clear(id(s)),
                        RESOURCE_NAME),
                change(
                                "resource cleanup|refresh|reprobe",
                                "Forget failures and look anew",
                                s -> new Request.Cleanup(s.resourceIfGiven("RESOURCE"), s.nodeIfGiven("NODE")),
                                optional("RESOURCE", RESOURCE),
                                NODE_IF_ANY)
                        .details(
                                "Forgets failed operations and fail counts, and probes where the resource is active. Without RESOURCE: all of them."),
                change(
                        "resource manage",
                        "Let the cluster look after a resource again",
                        s -> new Request.SetManaged(id(s), true),
                        RESOURCE_NAME),
                change(
                        "resource unmanage",
                        "Leave a resource as it is, whatever happens",
                        s -> new Request.SetManaged(id(s), false),
                        RESOURCE_NAME));
    }

    /** Makes the request that a command line stands for. */
    private interface Wish {
        Request.Change of(Session session) throws Misuse;
    }

    private static Command<Act> change(String words, String summary, Wish wish, Parameter... parameters) {
        return Command.of(words, summary, new Act.Asks(s -> s.change(wish.of(s))), parameters);
    }

    private static ResourceId id(Session session) throws Misuse {
        return session.resource("RESOURCE");
    }

    private static Request.Change move(Session session) throws Misuse {
        return new Request.Move(id(session), session.nodeIfGiven("NODE"));
    }

    private static Request.Change role(Session session, boolean started) throws Misuse {
        return new Request.SetTargetRole(id(session), started);
    }

    private static ExitCode status(Session session) throws Misuse {
        Reply reply = session.ask(new Request.ShowStatus());
        if (!(reply instanceof Reply.Status status)) {
            return session.say(reply);
        }
        Optional<ResourceId> wanted = session.resourceIfGiven("RESOURCE");
        List<ResourceLine> lines = wanted.isEmpty()
                ? status.view().resources()
                : find(status.view().resources(), wanted.get()).stream().toList();
        if (lines.isEmpty() && wanted.isPresent()) {
            return session.say(Reply.Failed.of(Reply.Kind.NO_SUCH_THING, "There is no resource " + wanted.get() + "."));
        }
        StatusView only = status.view().withResources(lines);
        if (session.format() != Session.Format.TEXT) {
            return session.say(new Reply.Status(only));
        }
        session.terminal()
                .out(new StatusText(only, session.ink(), session.clock().getZone())
                        .text(List.of(StatusText.Part.RESOURCES)));
        return ExitCode.OK;
    }

    private static Optional<ResourceLine> find(List<ResourceLine> among, ResourceId id) {
        for (ResourceLine line : among) {
            Optional<ResourceLine> found = line.id().equals(id) ? Optional.of(line) : find(line.members(), id);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
