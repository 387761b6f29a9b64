package crm.display.layout;

import crm.display.frame.Font;
import java.util.ArrayList;
import java.util.List;

/**
 * A text broken into lines that are no wider than a column.
 *
 * @param complete whether every word is there; otherwise the last line ends in an ellipsis
 */
record Paragraph(List<String> lines, boolean complete) {

    private static final String ELLIPSIS = "…";

    Paragraph {
        lines = List.copyOf(lines);
    }

    /** Breaks a text between words, and within a word only where it is wider than the column. */
    static Paragraph of(String text, Font font, int width, int linesMax) {
        List<String> lines = broken(text, font, width);
        if (lines.size() <= linesMax) {
            return new Paragraph(lines, true);
        }
        if (linesMax == 0) {
            return new Paragraph(List.of(), false);
        }
        var kept = new ArrayList<>(lines.subList(0, linesMax));
        kept.set(linesMax - 1, shortened(kept.getLast(), font, width));
        return new Paragraph(kept, false);
    }

    private static List<String> broken(String text, Font font, int width) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (String word : text.strip().split("\\s+", -1)) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (font.width(longer) <= width) {
                line.setLength(0);
                line.append(longer);
                continue;
            }
            if (!line.isEmpty()) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(lastPiece(word, font, width, lines));
        }
        if (!line.isEmpty()) {
            lines.add(line.toString());
        }
        return lines;
    }

    /** Adds a line for every piece of a word that fills the column, and returns the rest. */
    private static String lastPiece(String word, Font font, int width, List<String> lines) {
        String rest = word;
        while (font.width(rest) > width) {
            int end = rest.length();
            while (end > 1 && font.width(rest.substring(0, end)) > width) {
                end--;
            }
            lines.add(rest.substring(0, end));
            rest = rest.substring(end);
        }
        return rest;
    }

    private static String shortened(String line, Font font, int width) {
        String kept = line;
        while (!kept.isEmpty() && font.width(kept + ELLIPSIS) > width) {
            kept = kept.substring(0, kept.length() - 1);
        }
        return kept.stripTrailing() + ELLIPSIS;
    }
}
