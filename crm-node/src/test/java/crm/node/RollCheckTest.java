package crm.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.alert.ReceiptOrder;
import crm.control.Reply;
import crm.coordination.Command;
import crm.journal.AgreedState.ReceiptNote;
import crm.journal.ChainedHash;
import crm.journal.Incident;
import crm.model.NodeName;
import crm.printer.receipt.EscPosCodec;
import crm.printer.receipt.Receipt;
import crm.printer.receipt.ReceiptLayout;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code crm receipt verify --roll}: what whoever holds a roll against the journal is told. */
class RollCheckTest {

    private static final String CLUSTER = "table";
    private static final Instant NIGHT = Instant.parse("2026-01-01T02:00:00Z");
    private static final ReceiptLayout LAYOUT = new ReceiptLayout(ZoneOffset.UTC, "http://10.0.0.100");

    @TempDir
    Path directory = Path.of("unset");

    private final List<Receipt> receipts = new ArrayList<>();
    private final List<ReceiptNote> notes = new ArrayList<>();

    RollCheckTest() {
        String previous = ChainedHash.first(CLUSTER).hex();
        for (int number = 1; number <= 3; number++) {
            Receipt receipt = LAYOUT.of(new ReceiptOrder(CLUSTER, number, previous, incident(number), "/incidents"));
            previous = receipt.hash().hex();
            receipts.add(receipt);
            notes.add(new ReceiptNote(number, number, previous, NIGHT, new NodeName("pi1")));
        }
    }

    @Test
    void aWholeRollFitsTheJournal() throws IOException {
        var fits = assertInstanceOf(Reply.Done.class, check(roll(receipts)));

        assertEquals(4, fits.sentences().size(), fits::toString);
        assertEquals("The roll fits the journal.", fits.sentences().getLast());
    }

    @Test
    void aReceiptThatWasTakenOutSpeaksAgainstIt() throws IOException {
        var failed = assertInstanceOf(Reply.Failed.class, check(roll(List.of(receipts.get(0), receipts.get(2)))));

        assertEquals(Reply.Kind.ERROR, failed.kind());
        assertEquals("One thing speaks against this roll.", failed.sentences().getLast());
        assertEquals(
                1, failed.sentences().stream().filter(s -> s.startsWith("! ")).count(), failed::toString);
    }

    @Test
    void aWordThatWasAlteredSpeaksAgainstIt() throws IOException {
        byte[] altered = new String(roll(receipts), StandardCharsets.ISO_8859_1)
                .replaceFirst("pi2 lost", "pi3 lost")
                .getBytes(StandardCharsets.ISO_8859_1);

        assertInstanceOf(Reply.Failed.class, check(altered));
    }

    @Test
    void anEmptyRollIsSuspectOnlyIfSomethingWasPrinted() throws IOException {
        assertInstanceOf(Reply.Failed.class, check(new byte[0]));

        notes.clear();
        var nothing = assertInstanceOf(Reply.Done.class, check(new byte[0]));
        assertEquals(List.of("There is no receipt on it, and none was printed."), nothing.sentences());
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Path missing = directory.resolve("missing");

        var failed = assertInstanceOf(Reply.Failed.class, RollCheck.of(verify(missing)));

        assertEquals(Reply.Kind.NO_SUCH_THING, failed.kind());
        assertTrue(failed.sentences().getFirst().contains(missing.toString()), failed::toString);
    }

    private Reply check(byte[] bytes) throws IOException {
        return RollCheck.of(verify(Files.write(directory.resolve("roll"), bytes)));
    }

    private Command.VerifyRoll verify(Path file) {
        return new Command.VerifyRoll("request", file.toString(), CLUSTER, notes);
    }

    private static byte[] roll(List<Receipt> receipts) {
        var roll = new ByteArrayOutputStream();
        for (Receipt receipt : receipts) {
            roll.writeBytes(EscPosCodec.start());
            roll.writeBytes(EscPosCodec.rows(receipt.rows()));
            roll.writeBytes(EscPosCodec.end());
        }
        return roll.toByteArray();
    }

    private static Incident incident(int number) {
        return new Incident(
                number,
                "pi2 lost its cable",
                NIGHT,
                List.of(new Incident.Line(NIGHT, Incident.Kind.SEEN, "pi2 lost its cable")),
                Optional.of(Duration.ofSeconds(1)),
                Optional.of(NIGHT.plusSeconds(1)),
                "pi2 lost its cable; site runs on pi3.",
                Optional.of(new crm.model.NodeName("pi2")));
    }
}
