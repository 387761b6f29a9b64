package crm.printer.receipt;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/**
 * Text as every printer can print it and as it can be read back from a roll: ASCII only. Cheap printers differ in what
 * they print for anything else.
 */
final class PlainText {

    private PlainText() {}

    /** The same text in ASCII; what has no likeness there becomes a question mark. */
    static String of(String text) {
        String plain = text.replaceAll("[–—−‐‑]", "-")
                .replace("…", "...")
                .replace("→", "->")
                .replace("←", "<-")
                .replace("×", "x")
                .replace("·", "-")
                .replaceAll("[‘’‚]", "'")
                .replaceAll("[“”„«»]", "\"")
                .replace("ß", "ss")
                .replaceAll("\\s", " ");
        return Normalizer.normalize(plain, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^ -~]", "?");
    }

    /** Breaks a text into lines of so many letters, between words where it can. */
    static List<String> wrapped(String text, int columns) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (String word : of(text).strip().split(" +", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > columns) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
            while (line.length() > columns) {
                lines.add(line.substring(0, columns));
                line.delete(0, columns);
            }
        }
        lines.add(line.toString());
        return lines;
    }
}
