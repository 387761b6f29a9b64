package crm.printer.receipt;

import crm.journal.ChainedHash;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A receipt, set and sealed.
 *
 * @param number counted from one without gaps
 * @param hash of the receipt before and {@link #text this one's text}
 * @param rows from the top, the seal included
 */
public record Receipt(int number, ChainedHash hash, List<Row> rows) {

    /** The line that ends the text which the hash covers; the printed part of the hash follows. */
    public static final String SEAL = "seal";

    public Receipt {
        rows = List.copyOf(rows);
    }

    /** A piece of paper, from edge to edge. */
    public sealed interface Row {}

    /** One line of text, already no wider than the paper; ASCII. */
    public record TextRow(String text, Style style) implements Row {}

    /** A QR code in the middle. */
    public record CodeRow(String content) implements Row {}

    /** How a line looks. */
    public enum Style {
        NORMAL,
        BOLD,
        CENTRED,
        /** Twice as high and bold, in the middle. */
        TITLE,
        /** Twice as high and twice as wide, bold, in the middle: half as many letters fit. */
        HUGE;

        /** Letters in a line. */
        public int columns() {
            return this == HUGE ? 16 : 32;
        }
    }

    /** Seals the rows of a receipt with the hash of them and of all receipts before. */
    static Receipt sealed(int number, ChainedHash previous, List<Row> rows) {
        ChainedHash hash = previous.next(text(rows));
        var all = new ArrayList<>(rows);
        all.add(new TextRow(SEAL, Style.CENTRED));
        groups(hash).forEach(line -> all.add(new TextRow(line, Style.CENTRED)));
        return new Receipt(number, hash, all);
    }

    /** What the hash covers: the lines of text above the seal. */
    static String text(List<Row> rows) {
        return rows.stream()
                .filter(TextRow.class::isInstance)
                .map(row -> ((TextRow) row).text().stripTrailing())
                .collect(Collectors.joining("\n"));
    }

    /** The first 32 digits of a hash as they are printed: eight groups of four, on two lines. */
    public static List<String> groups(ChainedHash hash) {
        String digits = hash.hex();
        return List.of(spaced(digits.substring(0, 16)), spaced(digits.substring(16, 32)));
    }

    private static String spaced(String digits) {
        return digits.replaceAll("(....)(?=.)", "$1 ");
    }
}
