package crm.display.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.display.frame.Frame;
import crm.display.picture.PanelPicture;
import crm.state.Quorum;
import crm.status.StatusView;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StatusLayoutTest {

    private static final Path PICTURES = Path.of("..", "docs", "pictures", "screens");

    static Stream<String> screens() {
        return VisitorScreens.all().sequencedKeySet().stream();
    }

    @ParameterizedTest
    @MethodSource("screens")
    void looksAsAPersonFoundItGoodOnTheSmallPanel(String screen) throws IOException {
        looksGood(screen, PanelSize.DOTS_212_104, Palette.BLACK_WHITE_RED, screen);
    }

    @ParameterizedTest
    @MethodSource("screens")
    void looksAsAPersonFoundItGoodOnTheLargePanel(String screen) throws IOException {
        looksGood(screen, PanelSize.DOTS_250_122, Palette.BLACK_WHITE_RED, screen + "-250");
    }

    @ParameterizedTest
    @MethodSource("screens")
    void looksAsAPersonFoundItGoodWithoutRed(String screen) throws IOException {
        Frame frame = looksGood(screen, PanelSize.DOTS_250_122, Palette.BLACK_WHITE, screen + "-250-black");
        assertFalse(frame.usesRed());
    }

    @ParameterizedTest
    @MethodSource("screens")
    void cutsNothingOff(String screen) {
        ScreenText text = ScreenWords.of(VisitorScreens.named(screen), Optional.empty());
        assertTrue(layout(PanelSize.DOTS_212_104, Palette.BLACK_WHITE_RED).holds(text));
        assertTrue(layout(PanelSize.DOTS_250_122, Palette.BLACK_WHITE).holds(text));
    }

    @Test
    void aNameOfFifteenOfTheWidestLettersLeavesTheTimeItsPlace() {
        for (char letter = '-'; letter <= 'z'; letter++) {
            String name = ("" + letter).repeat(15);
            var text = new ScreenText(name, StateWord.IDLE, Quorum.of(3, 3), List.of(), "", Optional.empty());
            assertTrue(layout(PanelSize.DOTS_212_104, Palette.BLACK_WHITE_RED).holds(text), name);
        }
    }

    @ParameterizedTest
    @MethodSource("screens")
    void isRedOnlyWhereSomethingNeedsAttention(String screen) {
        StatusView view = VisitorScreens.named(screen);
        ScreenText text = ScreenWords.of(view, Optional.empty());
        boolean attention = text.state().alarming() || text.missing().isPresent();
        Frame frame = layout(PanelSize.DOTS_212_104, Palette.BLACK_WHITE_RED).of(view);
        assertEquals(attention, frame.usesRed());
    }

    @Test
    void theTestCardShowsEveryEdgeAndInk() throws IOException {
        for (PanelSize size : List.of(PanelSize.DOTS_212_104, PanelSize.DOTS_250_122)) {
            for (Palette palette : Palette.values()) {
                Pictures.assertAccepted(
                        PICTURES.resolve(
                                "test-card-" + size.width() + (palette == Palette.BLACK_WHITE ? "-black.png" : ".png")),
                        PanelPicture.png(TestCard.of(size, palette)));
            }
        }
    }

    private static Frame looksGood(String screen, PanelSize size, Palette palette, String picture) throws IOException {
        Frame frame = layout(size, palette).of(VisitorScreens.named(screen));
        Pictures.assertAccepted(PICTURES.resolve(picture + ".png"), PanelPicture.png(frame));
        return frame;
    }

    private static StatusLayout layout(PanelSize size, Palette palette) {
        return new StatusLayout(size, palette, ZoneOffset.UTC, Optional.empty());
    }
}
