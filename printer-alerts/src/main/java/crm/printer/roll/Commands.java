package crm.printer.roll;

/** How long the commands are that stand between the letters on a roll. */
final class Commands {

    private static final int DLE = 0x10;
    private static final int ESC = 0x1b;
    private static final int FS = 0x1c;
    private static final int GS = 0x1d;

    private Commands() {}

    /** Where the command that begins here ends, but not behind the roll; {@code at} itself if none begins here. */
    static int after(byte[] roll, int at) {
        int length = switch (roll[at]) {
            case DLE -> 3;
            case FS -> 2;
            case ESC -> operand(roll, at + 1) == '@' || operand(roll, at + 1) == '2' ? 2 : 3;
            case GS -> group(roll, at);
            default -> 0;
        };
        return Math.min(roll.length, at + length);
    }

    private static int group(byte[] roll, int at) {
        return switch (operand(roll, at + 1)) {
            case 'v' -> 8 + word(roll, at + 4) * word(roll, at + 6);
            case 'V' -> operand(roll, at + 2) >= 'A' ? 4 : 3;
            case '(' -> 5 + word(roll, at + 3);
            default -> 3;
        };
    }

    private static int operand(byte[] roll, int at) {
        return at < roll.length ? roll[at] & 0xff : 0;
    }

    private static int word(byte[] roll, int at) {
        return operand(roll, at) | operand(roll, at + 1) << 8;
    }
}
