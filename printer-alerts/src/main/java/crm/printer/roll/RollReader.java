package crm.printer.roll;

import crm.printer.receipt.Receipt;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds receipts in the bytes that went to a printer. Whatever else is on the roll is passed over. */
public final class RollReader {

    private static final Pattern HEAD = Pattern.compile("RECEIPT No (\\d{1,9})");
    private static final Pattern GROUPS = Pattern.compile("(?:[0-9a-f]{4}(?: |$)){1,4}");
    private static final String REMARK = "*** ";
    private static final String COPY = REMARK + "PERHAPS A SECOND COPY";

    private RollReader() {}

    /** The receipts on a roll, in the order in which they were printed. Never fails, whatever the bytes are. */
    public static List<PrintedReceipt> read(byte[] roll) {
        List<String> lines = lines(roll);
        var receipts = new ArrayList<PrintedReceipt>();
        boolean marked = false;
        for (int at = 0; at < lines.size(); at++) {
            if (lines.get(at).startsWith(REMARK)) {
                marked |= lines.get(at).startsWith(COPY);
                continue;
            }
            Matcher head = HEAD.matcher(lines.get(at));
            if (head.matches()) {
                receipts.add(receipt(Integer.parseInt(head.group(1)), lines.subList(at, lines.size()), marked));
                marked = false;
            }
        }
        return receipts;
    }

    private static PrintedReceipt receipt(int number, List<String> lines, boolean marked) {
        var text = new ArrayList<String>();
        for (int at = 0; at < lines.size(); at++) {
            String line = lines.get(at);
            boolean next = at > 0 && (HEAD.matcher(line).matches() || line.startsWith(REMARK));
            if (next) {
                break;
            }
            if (line.equals(Receipt.SEAL)) {
                return new PrintedReceipt(
                        number, String.join("\n", text), seal(lines.subList(at + 1, lines.size())), marked);
            }
            text.add(line);
        }
        return new PrintedReceipt(number, String.join("\n", text), "", marked);
    }

    private static String seal(List<String> lines) {
        var digits = new StringBuilder();
        lines.stream()
                .limit(2)
                .filter(line -> GROUPS.matcher(line).matches())
                .forEach(line -> digits.append(line.replace(" ", "")));
        return digits.toString();
    }

    /** The printed text, without commands and pictures. */
    private static List<String> lines(byte[] roll) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        int at = 0;
        while (at < roll.length) {
            int next = Commands.after(roll, at);
            if (next > at) {
                at = next;
                continue;
            }
            if (roll[at] == '\n') {
                lines.add(line.toString().stripTrailing());
                line.setLength(0);
            } else if (roll[at] != 0) {
                line.append(new String(roll, at, 1, StandardCharsets.ISO_8859_1));
            }
            at++;
        }
        lines.add(line.toString().stripTrailing());
        return lines;
    }
}
