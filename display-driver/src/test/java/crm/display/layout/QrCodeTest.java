package crm.display.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import crm.display.frame.Frame;
import crm.display.frame.Ink;
import crm.display.picture.PanelPicture;
import crm.state.Quorum;
import crm.status.StatusView;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The code on a screen that tells of an incident: what a telephone reads, and what it costs the words. */
class QrCodeTest {

    private static final Path PICTURES = Path.of("..", "docs", "pictures", "screens");

    private static final Optional<String> SITE = Optional.of(IncidentScreens.SITE);
    private static final List<PanelSize> SIZES = List.of(PanelSize.DOTS_212_104, PanelSize.DOTS_250_122);

    /** Sides of a dot in a picture. */
    private static final int SCALE = 3;

    static Stream<String> screens() {
        return IncidentScreens.all().sequencedKeySet().stream();
    }

    @ParameterizedTest
    @MethodSource("screens")
    void looksAsAPersonFoundItGood(String screen) throws IOException {
        looksGood(screen, PanelSize.DOTS_212_104, Palette.BLACK_WHITE_RED, "-code");
        looksGood(screen, PanelSize.DOTS_250_122, Palette.BLACK_WHITE_RED, "-code-250");
        looksGood(screen, PanelSize.DOTS_250_122, Palette.BLACK_WHITE, "-code-250-black");
    }

    @ParameterizedTest
    @MethodSource("screens")
    void whatIsReadOffThePictureIsTheAddressOfTheIncidentsPage(String screen) throws Exception {
        for (PanelSize size : SIZES) {
            for (Palette palette : Palette.values()) {
                Frame frame = layout(size, palette, SITE).of(view(screen));
                if (crowded(screen, size)) {
                    assertEquals(layout(size, palette, Optional.empty()).of(view(screen)), frame);
                } else {
                    // Two addresses are equal if they differ in the case of scheme and host only.
                    assertEquals(URI.create(IncidentScreens.PAGE), URI.create(read(frame)));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("screens")
    void theCodeIsBlackAndHasFourWhiteModulesAround(String screen) {
        int side = 2 * (25 + 4 + 4);
        for (PanelSize size : SIZES) {
            Frame frame = layout(size, Palette.BLACK_WHITE_RED, SITE).of(view(screen));
            for (int y = 0; y < side && !crowded(screen, size); y++) {
                for (int x = 0; x < side; x++) {
                    Ink ink = frame.at(size.width() - side + x, size.height() - side + y);
                    boolean rim = Math.min(Math.min(x, side - 1 - x), Math.min(y, side - 1 - y)) < 2 * 4;
                    assertTrue(ink == Ink.WHITE || (ink == Ink.BLACK && !rim), x + ", " + y + " is " + ink);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("screens")
    void withoutASiteAScreenThatTellsOfAnIncidentLooksAsItAlwaysDid(String screen) throws IOException {
        StatusView view = view(screen);
        StatusLayout layout = layout(PanelSize.DOTS_212_104, Palette.BLACK_WHITE_RED, Optional.empty());
        if (layout.words(view).sentence().contains(IncidentScreens.STORY)) {
            return; // The picture without an incident tells another story.
        }
        Pictures.assertAccepted(PICTURES.resolve(screen + ".png"), PanelPicture.png(layout.of(view)));
    }

    @Test
    void anAddressThatIsTooLongForAPanelCostsItNothing() throws Exception {
        StatusView view = view("was-fenced");
        String shop = "http://highly-available-table.example.org";
        Frame large = layout(PanelSize.DOTS_250_122, Palette.BLACK_WHITE_RED, Optional.of(shop))
                .of(view);
        assertEquals(URI.create(shop + "/incidents/14"), URI.create(read(large)));
        for (PanelSize size : SIZES) {
            Frame bare = layout(size, Palette.BLACK_WHITE_RED, Optional.empty()).of(view);
            String endless = shop + "/" + "a".repeat(5000);
            assertEquals(
                    bare,
                    layout(size, Palette.BLACK_WHITE_RED, Optional.of(endless)).of(view));
            if (size.equals(PanelSize.DOTS_212_104)) {
                assertEquals(
                        bare,
                        layout(size, Palette.BLACK_WHITE_RED, Optional.of(shop)).of(view));
            }
        }
    }

    @Test
    void onlyWhatMeansTheSameInCapitalsIsWrittenInThem() {
        assertEquals("HTTP://PI1:8080/incidents/7", QrCode.compact("http://pi1:8080/incidents/7"));
        assertEquals("HTTPS://TABLE.EXAMPLE/Crm?a=b", QrCode.compact("https://table.example/Crm?a=b"));
        assertEquals("http://Me@pi1/incidents/7", QrCode.compact("http://Me@pi1/incidents/7"));
        assertEquals("pi1/incidents/7", QrCode.compact("pi1/incidents/7"));
    }

    @Test
    void aNameOfFifteenLettersAndALongSentenceKeepTheirPlaceBesideACode() throws Exception {
        var text = new ScreenText(
                "w".repeat(15),
                StateWord.MAINTENANCE,
                Quorum.of(13, 15),
                List.of(),
                "A person looks after this node and everything on it, so nobody else touches anything now.",
                Optional.empty(),
                Optional.of(IncidentScreens.PAGE));
        for (PanelSize size : SIZES) {
            StatusLayout layout = layout(size, Palette.BLACK_WHITE, SITE);
            assertTrue(layout.holds(text));
            assertEquals(URI.create(IncidentScreens.PAGE), URI.create(read(layout.draw(text, Views.NOON))));
        }
    }

    @Test
    void theSmallerPanelHasRoomForAnAddressInANetworkOfNumbers() {
        QrCode code = QrCode.of("http://192.168.88.100/incidents/99999").orElseThrow();
        assertEquals(2 * (25 + 4 + 4), code.side());
    }

    @Test
    void aCodeCostsNoNameOfAService() {
        var text = new ScreenText(
                "pi1",
                StateWord.ACTIVE,
                Quorum.of(3, 3),
                List.of("address-public", "disk-of-orders", "mail"),
                "All is well.",
                Optional.empty(),
                Optional.of(IncidentScreens.PAGE));
        var bare = new ScreenText(
                text.name(), text.state(), text.quorum(), text.services(), text.sentence(), text.missing());
        StatusLayout layout = layout(PanelSize.DOTS_212_104, Palette.BLACK_WHITE, SITE);
        assertEquals(layout.draw(bare, Views.NOON), layout.draw(text, Views.NOON));
    }

    /** Whether the words leave a code no place. */
    private static boolean crowded(String screen, PanelSize size) {
        return switch (screen) {
            case "long-names" -> true;
            case "two-neighbours-away", "no-quorum" -> size.equals(PanelSize.DOTS_212_104);
            default -> false;
        };
    }

    private static void looksGood(String screen, PanelSize size, Palette palette, String suffix) throws IOException {
        StatusLayout layout = layout(size, palette, SITE);
        assertTrue(layout.holds(layout.words(view(screen))));
        if (crowded(screen, size)) {
            return; // Then it is the same picture as without a code, as another test makes sure.
        }
        Pictures.assertAccepted(PICTURES.resolve(screen + suffix + ".png"), PanelPicture.png(layout.of(view(screen))));
    }

    /** Reads the code off the picture of a frame, one dot for each dot of the panel. */
    private static String read(Frame frame) throws IOException, ReaderException {
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(PanelPicture.png(frame)));
        int border = (picture.getWidth() - SCALE * frame.width()) / 2;
        var dots = new int[frame.width() * frame.height()];
        for (int y = 0; y < frame.height(); y++) {
            for (int x = 0; x < frame.width(); x++) {
                dots[y * frame.width() + x] = picture.getRGB(border + SCALE * x, border + SCALE * y);
            }
        }
        var source = new RGBLuminanceSource(frame.width(), frame.height(), dots);
        return new QRCodeReader()
                .decode(new BinaryBitmap(new HybridBinarizer(source)), Map.of(DecodeHintType.TRY_HARDER, true))
                .getText();
    }

    private static StatusView view(String screen) {
        return Objects.requireNonNull(IncidentScreens.all().get(screen), screen);
    }

    private static StatusLayout layout(PanelSize size, Palette palette, Optional<String> site) {
        return new StatusLayout(size, palette, ZoneOffset.UTC, site);
    }
}
