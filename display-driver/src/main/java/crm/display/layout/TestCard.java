package crm.display.layout;

import crm.display.frame.Canvas;
import crm.display.frame.Font;
import crm.display.frame.Frame;
import crm.display.frame.Ink;
import java.util.List;

/** A frame that shows a person at a glance whether a panel stands upright, is complete, and has its inks right. */
public final class TestCard {

    private static final int MARGIN = 6;
    private static final int STRIPES = 24;

    private TestCard() {}

    /** For a panel of that size and these inks. */
    public static Frame of(PanelSize size, Palette inks) {
        int width = size.width();
        int height = size.height();
        var canvas = new Canvas(width, height);
        canvas.box(0, 0, width, 1, Ink.BLACK);
        canvas.box(0, height - 1, width, 1, Ink.BLACK);
        canvas.box(0, 0, 1, height, Ink.BLACK);
        canvas.box(width - 1, 0, 1, height, Ink.BLACK);
        canvas.text(MARGIN, MARGIN, Font.BOLD, "top left", Ink.BLACK);
        String right = "bottom right";
        canvas.text(
                width - MARGIN - Font.BOLD.width(right),
                height - MARGIN - Font.BOLD.height(),
                Font.BOLD,
                right,
                Ink.BLACK);
        canvas.text(MARGIN, height - MARGIN - Font.SMALL.height(), Font.SMALL, width + "x" + height, Ink.BLACK);
        // Every other column: dots that stick together or are missing show here first.
        for (int x = 0; x < STRIPES; x += 2) {
            canvas.box(width - MARGIN - STRIPES + x, MARGIN, 1, STRIPES, Ink.BLACK);
        }
        int top = height / 2 - 16;
        List<Ink> shown = inks == Palette.BLACK_WHITE ? List.of(Ink.BLACK) : List.of(Ink.BLACK, Ink.RED);
        int each = (width - 2 * MARGIN) / shown.size();
        for (int i = 0; i < shown.size(); i++) {
            Ink ink = shown.get(i);
            canvas.box(MARGIN + i * each, top, each - 4, 32, ink);
            canvas.text(MARGIN + i * each + 6, top + 6, Font.LARGE, ink == Ink.RED ? "RED" : "BLACK", Ink.WHITE);
        }
        return canvas.frame();
    }
}
