package crm.node;

import crm.control.Reply;
import crm.coordination.Command;
import crm.printer.roll.Finding;
import crm.printer.roll.RollReader;
import crm.printer.roll.RollVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Compares a whole printed roll with what the journal says was printed. */
final class RollCheck {

    /** A roll of paper holds some hundred receipts; what is longer is the wrong file. */
    private static final long LONGEST = 64L << 20;

    private RollCheck() {}

    static Reply of(Command.VerifyRoll roll) {
        Path file = Path.of(roll.file());
        try {
            if (Files.size(file) > LONGEST) {
                return Reply.Failed.of(Reply.Kind.ERROR, file + " is too long for a roll of receipts.");
            }
            return judge(new RollVerifier(roll.cluster(), roll.receipts())
                    .verify(RollReader.read(Files.readAllBytes(file))));
        } catch (IOException unreadable) {
            return Reply.Failed.of(
                    Reply.Kind.NO_SUCH_THING,
                    "The roll " + file + " cannot be read on this node: " + unreadable.getMessage());
        }
    }

    private static Reply judge(List<Finding> findings) {
        var sentences = new ArrayList<String>();
        findings.forEach(finding -> sentences.add((finding.grave() ? "! " : "  ") + finding.sentence() + "."));
        long grave = findings.stream().filter(Finding::grave).count();
        if (grave > 0) {
            sentences.add(
                    grave == 1 ? "One thing speaks against this roll." : grave + " things speak against this roll.");
            return new Reply.Failed(Reply.Kind.ERROR, sentences);
        }
        sentences.add(
                findings.isEmpty() ? "There is no receipt on it, and none was printed." : "The roll fits the journal.");
        return new Reply.Done(sentences);
    }
}
