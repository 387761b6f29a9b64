package crm.printer.receipt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import crm.alert.ReceiptOrder;
import crm.emulator.paper.PaperPicture;
import crm.emulator.paper.PaperRoll;
import crm.journal.Incident;
import crm.printer.receipt.Receipt.Row;
import crm.printer.receipt.Receipt.TextRow;
import crm.printer.roll.PrintedReceipt;
import crm.printer.roll.RollReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReceiptLayoutTest {

    private static final Path PICTURES = Path.of("..", "docs", "pictures", "receipts");
    private static final ReceiptLayout LAYOUT = new ReceiptLayout(ZoneOffset.UTC, "http://10.0.0.100");

    static Stream<String> receipts() {
        return VisitorReceipts.all().sequencedKeySet().stream();
    }

    @ParameterizedTest
    @MethodSource("receipts")
    void looksOnPaperAsAPersonFoundItGood(String name) throws IOException {
        Receipt receipt = LAYOUT.of(order(name));
        Pictures.assertAccepted(PICTURES.resolve(name + ".png"), paper(List.of(), receipt));
    }

    @Test
    void aLateAndPerhapsSecondCopySaysSo() throws IOException {
        ReceiptOrder order = order("cable-pulled");
        var written = VisitorReceipts.TRIGGER;
        var remarks = LAYOUT.remarks(written, written.plus(Duration.ofHours(20)), true, true);
        Pictures.assertAccepted(PICTURES.resolve("late-print.png"), paper(remarks, LAYOUT.of(order)));
    }

    @ParameterizedTest
    @MethodSource("receipts")
    void noLineIsWiderThanThePaper(String name) {
        for (Row row : LAYOUT.of(order(name)).rows()) {
            if (row instanceof TextRow(String text, Receipt.Style style)) {
                assertTrue(text.length() <= style.columns(), text);
                assertTrue(text.matches("[ -~]*"), text);
            }
        }
    }

    @Test
    void theCodeOnThePaperLeadsToTheIncidentsPage() throws Exception {
        BufferedImage paper = ImageIO.read(new ByteArrayInputStream(paper(List.of(), LAYOUT.of(order("long-words")))));
        var dots = new int[paper.getWidth() * paper.getHeight()];
        paper.getRGB(0, 0, paper.getWidth(), paper.getHeight(), dots, 0, paper.getWidth());
        var source = new RGBLuminanceSource(paper.getWidth(), paper.getHeight(), dots);
        String read = new QRCodeReader()
                .decode(new BinaryBitmap(new HybridBinarizer(source)), Map.of(DecodeHintType.TRY_HARDER, true))
                .getText();
        assertEquals("http://10.0.0.100/incidents/987654", read);
    }

    @Test
    void theSameOrderGivesTheSameReceipt() {
        assertEquals(LAYOUT.of(order("panic")), LAYOUT.of(order("panic")));
    }

    /** What the emulator prints is what was set, for receipts of any words. */
    @Property(tries = 60)
    void whatIsReadOffTheRollIsWhatWasSet(@ForAll long seed) {
        var random = new Random(seed);
        List<Incident.Kind> kinds = List.of(Incident.Kind.values());
        var lines = new ArrayList<Incident.Line>();
        for (int i = 0; i < random.nextInt(12); i++) {
            Incident.Kind kind = kinds.get(random.nextInt(kinds.size()));
            lines.add(new Incident.Line(
                    VisitorReceipts.TRIGGER.plusMillis(random.nextInt(400_000)), kind, words(random)));
        }
        var incident = new Incident(
                7,
                words(random),
                VisitorReceipts.TRIGGER,
                lines,
                random.nextBoolean() ? Optional.of(Duration.ofMillis(random.nextInt(9_000_000))) : Optional.empty(),
                Optional.empty(),
                words(random),
                Optional.empty());
        Receipt receipt =
                LAYOUT.of(VisitorReceipts.order(1 + random.nextInt(99_999), VisitorReceipts.NONE_BEFORE, incident));
        var roll = new PaperRoll();
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(EscPosCodec.start());
        bytes.writeBytes(EscPosCodec.rows(receipt.rows()));
        bytes.writeBytes(EscPosCodec.end());
        // In pieces of any size, as a wire delivers them.
        byte[] all = bytes.toByteArray();
        for (int from = 0; from < all.length; ) {
            int to = Math.min(all.length, from + 1 + random.nextInt(300));
            roll.feed(Arrays.copyOfRange(all, from, to));
            from = to;
        }
        assertEquals(List.of(), roll.complaints(), () -> "seed " + seed);
        List<PrintedReceipt> read = RollReader.read(all);
        assertEquals(1, read.size());
        assertEquals(receipt.number(), read.getFirst().number());
        assertTrue(receipt.hash().hex().startsWith(read.getFirst().seal()), () -> "seed " + seed);
    }

    private static String words(Random random) {
        String letters = "abc XYZ 019 .,:;!\"#$%&'()*+-/<=>?@[]^_{|}~ äöüß–→€\u001b\u001d\n\t";
        var words = new StringBuilder("w");
        for (int i = random.nextInt(90); i > 0; i--) {
            words.append(letters.charAt(random.nextInt(letters.length())));
        }
        return words.toString();
    }

    private static ReceiptOrder order(String name) {
        return Objects.requireNonNull(VisitorReceipts.all().get(name), name);
    }

    private static byte[] paper(List<TextRow> remarks, Receipt receipt) {
        var roll = new PaperRoll();
        roll.feed(EscPosCodec.start());
        roll.feed(EscPosCodec.rows(remarks));
        roll.feed(EscPosCodec.rows(receipt.rows()));
        roll.feed(EscPosCodec.end());
        assertEquals(List.of(), roll.complaints());
        return PaperPicture.ofLast(roll).png();
    }
}
