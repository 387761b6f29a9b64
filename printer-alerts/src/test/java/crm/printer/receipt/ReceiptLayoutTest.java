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
import crm.printer.receipt.Receipt.Row;
import crm.printer.receipt.Receipt.TextRow;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
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
