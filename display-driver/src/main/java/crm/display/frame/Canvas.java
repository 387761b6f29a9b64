package crm.display.frame;

import java.util.BitSet;

/** A sheet of white dots to draw on. What would fall outside of it is left away. */
public final class Canvas {

    private final int width;
    private final int height;
    private final BitSet black = new BitSet();
    private final BitSet red = new BitSet();

    public Canvas(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /** Inks one dot. */
    public void dot(int x, int y, Ink ink) {
        if (x < 0 || y < 0 || x >= width || y >= height) {
            return;
        }
        int dot = y * width + x;
        black.set(dot, ink == Ink.BLACK);
        red.set(dot, ink == Ink.RED);
    }

    /** Inks every dot of a rectangle of {@code w} by {@code h} dots. */
    public void box(int x, int y, int w, int h, Ink ink) {
        for (int row = y; row < y + h; row++) {
            for (int column = x; column < x + w; column++) {
                dot(column, row, ink);
            }
        }
    }

    /**
     * Writes a line of text; its capitals' upper left corner is at {@code x}, {@code y}.
     *
     * @return where the next letter would begin
     */
    public int text(int x, int y, Font font, String text, Ink ink) {
        int at = x;
        for (Glyph glyph : font.glyphs(text)) {
            for (int row = 0; row < glyph.height(); row++) {
                for (int column = 0; column < glyph.width(); column++) {
                    if (glyph.inked(column, row)) {
                        dot(at + column, y + row, ink);
                    }
                }
            }
            at += glyph.width() + font.spacing();
        }
        return at;
    }

    /** The picture as it is now. */
    public Frame frame() {
        return new Frame(width, height, black, red);
    }
}
