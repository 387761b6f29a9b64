package crm.display.frame;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Letters of one size, each as wide as it needs to be: ASCII and some signs. A letter with an accent is written without
 * it, and what a font does not know at all as a box, so that nothing is ever silently missing.
 */
public final class Font {

    /** Capitals of seven dots; 40 letters fit on the smaller panel. */
    public static final Font SMALL = load("small.font", 1);

    /** Capitals of nine dots; 34 letters fit on the smaller panel. */
    public static final Font MEDIUM = load("medium.font", 1);

    /** As {@link #MEDIUM}, every stroke two dots wide; 28 letters fit on the smaller panel. */
    public static final Font BOLD = MEDIUM.bolder();

    /** Capitals of 22 dots, for one word. */
    public static final Font LARGE = load("large.font", 2);

    private final Map<Integer, Glyph> glyphs;
    private final int ascent;
    private final int height;
    private final int spacing;

    private Font(Map<Integer, Glyph> glyphs, int ascent, int height, int spacing) {
        this.glyphs = Map.copyOf(glyphs);
        this.ascent = ascent;
        this.height = height;
        this.spacing = spacing;
    }

    /** Height of a capital, in dots. */
    public int ascent() {
        return ascent;
    }

    /** From the top of a capital to the lowest dot of any letter, in dots. */
    public int height() {
        return height;
    }

    /** White dots between two letters. */
    int spacing() {
        return spacing;
    }

    /** How wide a text is, in dots. */
    public int width(String text) {
        List<Glyph> line = glyphs(text);
        return line.stream().mapToInt(Glyph::width).sum() + Math.max(0, line.size() - 1) * spacing;
    }

    List<Glyph> glyphs(String text) {
        return plain(text)
                .codePoints()
                .mapToObj(letter -> glyphs.getOrDefault(letter, box()))
                .toList();
    }

    /** What stands for a letter the font does not know. */
    private Glyph box() {
        return Objects.requireNonNull(glyphs.get((int) '■'));
    }

    private String plain(String text) {
        if (text.codePoints().allMatch(glyphs::containsKey)) {
            return text;
        }
        return Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[‘’‚]", "'")
                .replaceAll("[“”„«»]", "\"")
                .replaceAll("[—−‐‑]", "–")
                .replaceAll("\\s", " ");
    }

    private Font bolder() {
        var bold = new HashMap<Integer, Glyph>();
        glyphs.forEach((letter, glyph) -> bold.put(letter, letter == ' ' ? glyph : glyph.bolder()));
        return new Font(bold, ascent, height, spacing);
    }

    private static Font load(String name, int spacing) {
        try (InputStream in = Objects.requireNonNull(Font.class.getResourceAsStream(name), name)) {
            var sheet = FontSheet.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            return new Font(sheet.glyphs(), sheet.ascent(), sheet.height(), spacing);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
