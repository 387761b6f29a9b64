package crm.emulator.paper;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** A line that is being filled with letters, before it goes to the paper. */
final class PrintLine {

    private final List<BitSet> rows = new ArrayList<>();
    private int width;

    /** How a letter looks. */
    record Look(boolean bold, boolean inverse, int underline, int wide, int high) {
        static final Look NORMAL = new Look(false, false, 0, 1, 1);
    }

    boolean isEmpty() {
        return width == 0;
    }

    int width() {
        return width;
    }

    /** From the top; all letters of a line stand on its lower edge. */
    List<BitSet> rows() {
        return rows;
    }

    void add(PrinterFont font, int code, Look look) {
        int letterWidth = PrinterFont.WIDTH * look.wide();
        int letterHeight = PrinterFont.HEIGHT * look.high();
        while (rows.size() < letterHeight) {
            rows.addFirst(new BitSet());
        }
        int top = rows.size() - letterHeight;
        for (int y = 0; y < letterHeight; y++) {
            for (int x = 0; x < letterWidth; x++) {
                if (black(font, code, look, x / look.wide(), y / look.high())) {
                    rows.get(top + y).set(width + x);
                }
            }
        }
        width += letterWidth;
    }

    private static boolean black(PrinterFont font, int code, Look look, int x, int y) {
        boolean letter = font.black(code, x, y) || (look.bold() && x > 0 && font.black(code, x - 1, y));
        boolean line = y >= PrinterFont.HEIGHT - look.underline();
        return (letter || line) != look.inverse();
    }
}
