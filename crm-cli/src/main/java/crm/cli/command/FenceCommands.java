package crm.cli.command;

import static crm.cli.grammar.Command.Kind.NODE;
import static crm.cli.grammar.Command.Parameter.required;

import crm.cli.command.Act.Misuse;
import crm.cli.grammar.Command;
import crm.control.Reply;
import crm.control.Request;
import crm.model.NodeName;
import java.util.List;

/** Commands about switching nodes off. */
final class FenceCommands {

    private FenceCommands() {}

    static List<Command<Act>> all() {
        return List.of(
                Command.<Act>of(
                        "fence list|show|status",
                        "The fence devices, their outlets, and whom they feed",
                        new Act.Asks(s -> s.say(s.ask(new Request.ShowFencing())))),
                Command.<Act>of(
                                "fence test",
                                "Prove that a node can be switched off: off, proof, on again",
                                new Act.Asks(FenceCommands::test),
                                required("NODE", NODE))
                        .details("""
                                The node really loses its power: do it before it carries anything. What it ran is moved
                                away first. The result is kept with its date and shown by crm status.""")
                        .examples("crm fence test pi3"),
                Command.<Act>of(
                                "fence confirm",
                                "Say that you have seen a node without power",
                                new Act.Asks(FenceCommands::confirm),
                                required("NODE", NODE))
                        .details("""
                                For when no device can prove it. If the node is in truth still running, two nodes will
                                write to one disk. So it asks back on a terminal, and elsewhere insists on --yes.""")
                        .examples("crm fence confirm pi2"),
                Command.<Act>of(
                        "fence release",
                        "End the quarantine of a node and give it power",
                        new Act.Asks(s -> s.change(new Request.EndQuarantine(s.node("NODE")))),
                        required("NODE", NODE)));
    }

    private static ExitCode test(Session session) throws Misuse {
        NodeName node = session.node("NODE");
        if (!session.agreed("Cut the power of " + node + " for a moment, to prove that it can be done?", true)) {
            return session.say(Reply.Failed.of(Reply.Kind.UNSAFE, "Nothing was done."));
        }
        return session.change(new Request.DrillFencing(node));
    }

    private static ExitCode confirm(Session session) throws Misuse {
        NodeName node = session.node("NODE");
        if (!session.agreed("Have you seen with your own eyes that " + node + " has no power?", false)) {
            return session.say(Reply.Failed.of(
                    Reply.Kind.UNSAFE,
                    "Nothing was done: whether " + node + " is off must be said by somebody who looked. "
                            + "In a script that is --yes."));
        }
        return session.change(new Request.ConfirmOff(node));
    }
}
