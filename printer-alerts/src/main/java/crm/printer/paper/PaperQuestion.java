package crm.printer.paper;

/** What a printer can be asked. */
public enum PaperQuestion {
    /** {@code DLE EOT 4}: answered at once, whatever still waits in the printer. */
    NOW,
    /** {@code GS r 1}: answered in its turn, when everything sent before is printed. */
    ONCE_PRINTED;

    /** As it is sent. */
    byte[] bytes() {
        return switch (this) {
            case NOW -> new byte[] {0x10, 0x04, 0x04};
            case ONCE_PRINTED -> new byte[] {0x1d, 'r', 0x01};
        };
    }

    /** What an answer of one byte means. */
    PaperState meaning(int answer) {
        // Bits 5 and 6 of DLE EOT 4, and bits 2 and 3 of GS r 1, are set when the roll has come to its end.
        int end = switch (this) {
            case NOW -> 0x60;
            case ONCE_PRINTED -> 0x0c;
        };
        return (answer & end) != 0 ? PaperState.OUT : PaperState.READY;
    }
}
