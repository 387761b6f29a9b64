package crm.emulator.paper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The letters in the printer's memory: font A, twelve dots wide and twenty-four high. ASCII only, as on the cheapest. */
final class PrinterFont {

    static final int WIDTH = 12;
    static final int HEIGHT = 24;

    private static final String SHEET = "font-a.font";

    private final Map<Integer, List<String>> letters = new HashMap<>();

    PrinterFont() {
        List<String> lines = sheet().lines()
                .filter(line -> line.startsWith("=") || line.startsWith(".") || line.startsWith("#"))
                .toList();
        for (int at = 0; at < lines.size(); at += HEIGHT + 1) {
            List<String> names = List.of(lines.get(at).split(" "));
            for (int column = 1; column < names.size(); column++) {
                int place = column - 1;
                letters.put(
                        Integer.parseInt(names.get(column).substring(2), 16),
                        lines.subList(at + 1, at + 1 + HEIGHT).stream()
                                .map(row -> List.of(row.split(" ")).get(place))
                                .toList());
            }
        }
    }

    /** Whether a dot of a letter is black; an unknown letter is a black box. */
    boolean black(int code, int x, int y) {
        List<String> rows = code < 0x80 ? letters.get(code) : null;
        return rows == null
                ? x > 0 && x < WIDTH - 1 && y > 2 && y < 19
                : rows.get(y).charAt(x) == '#';
    }

    private static String sheet() {
        try (InputStream in = Objects.requireNonNull(PrinterFont.class.getResourceAsStream(SHEET), SHEET)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
