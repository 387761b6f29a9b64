package crm.display.frame;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a sheet of letters drawn as text. A line starting with {@code =} names letters by their code points; the lines
 * below it, as many as {@code height} says, hold one column for each, {@code #} for ink. A sheet that is not so is a
 * mistake of ours.
 */
record FontSheet(int height, int ascent, Map<Integer, Glyph> glyphs) {

    static FontSheet parse(String text) {
        List<String> lines = text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith(";"))
                .toList();
        int height = number("height", lines.get(0));
        int ascent = number("ascent", lines.get(1));
        var glyphs = new HashMap<Integer, Glyph>();
        for (int at = 2; at < lines.size(); at += height + 1) {
            glyphs.putAll(band(lines.get(at), lines.subList(at + 1, at + 1 + height)));
        }
        return new FontSheet(height, ascent, glyphs);
    }

    private static int number(String what, String line) {
        if (!line.startsWith(what + " ")) {
            throw new IllegalArgumentException("expected " + what + ", found: " + line);
        }
        return Integer.parseInt(line.substring(what.length() + 1));
    }

    private static Map<Integer, Glyph> band(String names, List<String> rows) {
        List<String> letters = List.of(names.split(" "));
        var columns = new ArrayList<List<String>>();
        rows.forEach(row -> columns.add(List.of(row.split(" "))));
        var band = new HashMap<Integer, Glyph>();
        for (int i = 1; i < letters.size(); i++) {
            int column = i - 1;
            int letter = Integer.parseInt(letters.get(i).substring("U+".length()), 16);
            band.put(
                    letter,
                    new Glyph(columns.stream().map(row -> row.get(column)).toList()));
        }
        return band;
    }
}
