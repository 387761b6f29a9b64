package crm.printer.receipt;

import crm.printer.receipt.Receipt.CodeRow;
import crm.printer.receipt.Receipt.Row;
import crm.printer.receipt.Receipt.TextRow;
import java.util.List;

/** Receipts as the bytes that print them. */
public final class EscPosCodec {

    /** Dots across the paper. */
    private static final int PAPER = 384;

    /** So that the last line is above the edge where the paper is torn off. */
    private static final int LINES_TO_EDGE = 3;

    private EscPosCodec() {}

    /** What starts every print: the printer may be in any state. */
    public static byte[] start() {
        return new EscPosWriter().initialise().toBytes();
    }

    /**
     * What goes before everything else if an earlier print may have been cut off in the middle of a picture: the printer
     * would take the next receipt for the rest of it. Zeros are white there, and nothing anywhere else.
     */
    public static byte[] flush() {
        return new byte[PAPER / 8 * PAPER];
    }

    /** Remarks or any other part of a receipt; the printer's settings are as {@link #start} left them. */
    public static byte[] rows(List<? extends Row> rows) {
        var writer = new EscPosWriter();
        for (Row row : rows) {
            switch (row) {
                case TextRow text -> text(writer, text);
                case CodeRow(String content) ->
                    writer.centred().picture(QrCode.of(content, PAPER)).left();
            }
        }
        return writer.toBytes();
    }

    /** What ends every print. */
    public static byte[] end() {
        return new EscPosWriter().feed(LINES_TO_EDGE).cut().toBytes();
    }

    private static void text(EscPosWriter writer, TextRow row) {
        switch (row.style()) {
            case NORMAL -> writer.line(row.text());
            case BOLD -> writer.bold(true).line(row.text()).bold(false);
            case CENTRED -> writer.centred().line(row.text()).left();
            case TITLE -> large(writer, row.text(), 1);
            case HUGE -> large(writer, row.text(), 2);
        }
    }

    private static void large(EscPosWriter writer, String text, int wide) {
        writer.centred()
                .bold(true)
                .size(wide, 2)
                .line(text)
                .size(1, 1)
                .bold(false)
                .left();
    }
}
