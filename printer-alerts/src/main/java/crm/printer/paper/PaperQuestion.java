package crm.printer.paper;

import java.util.Optional;

/** What a printer can be asked. */
public enum PaperQuestion {
    /** {@code DLE EOT 4}: answered at once, whatever still waits in the printer. */
    NOW,
    /** {@code DLE EOT 2}: answered at once too; why it does not print. */
    WHY_NOT,
    /** {@code GS r 1}: answered in its turn, when everything sent before is printed. */
    ONCE_PRINTED;

    /** As it is sent. */
    byte[] bytes() {
        return switch (this) {
            case NOW -> new byte[] {0x10, 0x04, 0x04};
            case WHY_NOT -> new byte[] {0x10, 0x04, 0x02};
            case ONCE_PRINTED -> new byte[] {0x1d, 'r', 0x01};
        };
    }

    /**
     * What one byte from the printer means; empty if it is no answer to this question. Every answer has bits that are
     * always set or never: flow control, noise on a line, and answers to other questions are told by them.
     */
    Optional<PaperState> meaning(int answer) {
        return switch (this) {
            case NOW -> isRealTime(answer) ? state((answer & 0x60) != 0, PaperState.OUT) : Optional.empty();
            case WHY_NOT -> isRealTime(answer) ? whyNot(answer) : Optional.empty();
            case ONCE_PRINTED -> (answer & 0x90) == 0 ? state((answer & 0x0c) != 0, PaperState.OUT) : Optional.empty();
        };
    }

    private static Optional<PaperState> whyNot(int answer) {
        return (answer & 0x04) != 0 ? Optional.of(PaperState.COVER_OPEN) : state((answer & 0x20) != 0, PaperState.OUT);
    }

    private static Optional<PaperState> state(boolean bad, PaperState what) {
        return Optional.of(bad ? what : PaperState.READY);
    }

    /** Bits 1 and 4 are set in every answer to DLE EOT, bits 0 and 7 in none. */
    private static boolean isRealTime(int answer) {
        return (answer & 0x93) == 0x12;
    }
}
