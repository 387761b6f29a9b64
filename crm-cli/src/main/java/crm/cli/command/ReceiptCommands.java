package crm.cli.command;

import static crm.cli.grammar.Command.Kind.NUMBER;
import static crm.cli.grammar.Command.Kind.WORDS;
import static crm.cli.grammar.Command.Parameter.optional;

import crm.cli.command.Act.Misuse;
import crm.cli.grammar.Command;
import crm.cli.grammar.Command.Option;
import crm.control.Reply;
import crm.control.Request;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Commands about the paper roll. */
final class ReceiptCommands {

    /** A receipt shows this many hexadecimal digits of its hash; fewer prove nothing. */
    private static final int DIGITS_PRINTED = 32;

    private static final Option ROLL =
            Option.value("--roll", "FILE", "Check a whole roll: the file with the bytes that were printed");

    private ReceiptCommands() {}

    static List<Command<Act>> all() {
        return List.of(
                Command.<Act>of(
                        "receipt list|show",
                        "The receipts the journal knows of",
                        new Act.Asks(s -> s.say(s.ask(new Request.ShowReceipts())))),
                Command.<Act>of(
                                "receipt verify",
                                "Check a receipt, or a whole roll, against the journal",
                                new Act.Asks(ReceiptCommands::verify),
                                optional("NUMBER", NUMBER),
                                optional("HASH…", WORDS))
                        .options(ROLL)
                        .details("""
                                Type the number and the eight groups of four that the receipt shows at its end. Each
                                receipt's hash covers the one before it, so a receipt that was changed, or is missing
                                from the roll, does not fit. A whole roll is checked from the bytes that went to the
                                printer: say with --roll where they lie on the node that answers.""")
                        .examples(
                                "crm receipt verify 17 3f2a 90bc 11de 7a40 c5d1 0e9b 6612 ab34",
                                "crm receipt verify --roll /var/lib/crm/roll.bin"));
    }

    private static ExitCode verify(Session session) throws Misuse {
        Optional<String> roll = session.given().option(ROLL.name());
        if (roll.isPresent()) {
            return verifyRoll(session, roll.get());
        }
        String number = session.given()
                .argument("NUMBER")
                .orElseThrow(() -> new Misuse(
                        "which receipt is to be checked is not said",
                        "write: crm receipt verify NUMBER HASH…, or: crm receipt verify --roll FILE"))
                .replace("#", "");
        String typed = String.join("", session.given().rest())
                .replaceAll("[\\s:-]", "")
                .toLowerCase(Locale.ROOT);
        if (!number.matches("[0-9]{1,9}")) {
            throw new Misuse("'" + number + "' is not the number of a receipt", "it is printed at the head: No. 17");
        }
        if (!typed.matches("[0-9a-f]{" + DIGITS_PRINTED + "}([0-9a-f]{32})?")) {
            throw new Misuse(
                    "'" + String.join(" ", session.given().rest()) + "' is not what a receipt shows",
                    "type the eight groups of four letters and digits at its end");
        }
        Reply reply = session.ask(new Request.ShowReceipts());
        return session.say(
                reply instanceof Reply.Receipts receipts ? judge(receipts, Integer.parseInt(number), typed) : reply);
    }

    private static ExitCode verifyRoll(Session session, String file) throws Misuse {
        if (!file.startsWith("/")) {
            throw new Misuse("the daemon does not know which folder '" + file + "' is in", "write the whole path: /…");
        }
        return session.say(session.ask(new Request.VerifyRoll(file)));
    }

    private static Reply judge(Reply.Receipts receipts, int number, String typed) {
        var notes =
                receipts.receipts().stream().filter(r -> r.number() == number).toList();
        if (notes.isEmpty()) {
            return Reply.Failed.of(
                    Reply.Kind.NO_SUCH_THING, "The journal knows no receipt " + number + ". See: crm receipt list");
        }
        if (notes.getLast().hash().toLowerCase(Locale.ROOT).startsWith(typed)) {
            return Reply.Done.of("Receipt " + number + " is genuine: it tells of incident #"
                    + notes.getLast().incident() + " what the journal tells. Read it there with: crm history "
                    + notes.getLast().incident());
        }
        return Reply.Failed.of(
                Reply.Kind.ERROR,
                "Receipt " + number
                        + " does NOT fit the journal: it was changed, is of another cluster, or was mistyped.");
    }
}
