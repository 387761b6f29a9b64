package crm.display.frame;

import java.util.List;

/**
 * One letter of a font.
 *
 * @param rows from the top, all of the same length; {@code #} is ink
 */
record Glyph(List<String> rows) {

    Glyph {
        rows = List.copyOf(rows);
    }

    int width() {
        return rows.getFirst().length();
    }

    int height() {
        return rows.size();
    }

    boolean inked(int x, int y) {
        return rows.get(y).charAt(x) == '#';
    }

    /** The same letter with every stroke one dot wider, to the right. */
    Glyph bolder() {
        return new Glyph(rows.stream().map(Glyph::bolder).toList());
    }

    private static String bolder(String row) {
        var wider = new StringBuilder();
        for (int x = 0; x <= row.length(); x++) {
            boolean here = x < row.length() && row.charAt(x) == '#';
            boolean before = x > 0 && row.charAt(x - 1) == '#';
            wider.append(here || before ? '#' : '.');
        }
        return wider.toString();
    }
}
