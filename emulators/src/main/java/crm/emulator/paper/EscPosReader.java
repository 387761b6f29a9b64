package crm.emulator.paper;

import crm.emulator.paper.Instruction.Align;
import crm.emulator.paper.Instruction.Ask;
import crm.emulator.paper.Instruction.Bold;
import crm.emulator.paper.Instruction.Cut;
import crm.emulator.paper.Instruction.FeedDots;
import crm.emulator.paper.Instruction.FeedLines;
import crm.emulator.paper.Instruction.Inverse;
import crm.emulator.paper.Instruction.Letter;
import crm.emulator.paper.Instruction.LineFeed;
import crm.emulator.paper.Instruction.NoEffect;
import crm.emulator.paper.Instruction.Raster;
import crm.emulator.paper.Instruction.Reset;
import crm.emulator.paper.Instruction.Size;
import crm.emulator.paper.Instruction.Spacing;
import crm.emulator.paper.Instruction.Underline;
import crm.emulator.paper.Instruction.Unknown;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Locale;
import java.util.Optional;

/** Reads instructions out of a stream of bytes that may end anywhere. */
final class EscPosReader {

    /** The distance between lines after a reset, in dots: a sixth of an inch. */
    static final int SPACING = 30;

    private final byte[] bytes;
    private int at;

    /** Reads from bytes that have come so far. */
    EscPosReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /** How many bytes belong to the instructions read so far. */
    int consumed() {
        return at;
    }

    /** The next instruction; empty if the bytes end before it does. */
    Optional<Instruction> next() {
        int before = at;
        try {
            return Optional.of(instruction());
        } catch (EndOfBytes more) {
            at = before;
            return Optional.empty();
        }
    }

    private Instruction instruction() throws EndOfBytes {
        int code = take();
        return switch (code) {
            case '\n' -> new LineFeed();
            case '\r', 0x00 -> new NoEffect("CR");
            case 0x1b -> escape(take());
            case 0x1d -> group(take());
            case 0x1c -> field(take());
            default -> code < 0x20 ? unknown("", code) : new Letter(code);
        };
    }

    private Instruction escape(int code) throws EndOfBytes {
        return switch (code) {
            case '@' -> new Reset();
            case 'a' -> new Align(take() % '0');
            case 'E', 'G' -> new Bold((take() & 1) == 1);
            case '-' -> new Underline(take() % '0');
            case '2' -> new Spacing(SPACING);
            case '3' -> new Spacing(take());
            case 'd' -> new FeedLines(take());
            case 'J' -> new FeedDots(take());
            case 't', 'R', 'M', '{', 'V' -> new NoEffect("ESC " + (char) code + " " + take());
            default -> unknown("ESC ", code);
        };
    }

    private Instruction group(int code) throws EndOfBytes {
        return switch (code) {
            case '!' -> {
                int size = take();
                yield new Size((size >> 4) % 8 + 1, size % 8 + 1);
            }
            case 'B' -> new Inverse((take() & 1) == 1);
            case 'v' -> raster();
            case 'V' -> {
                int how = take();
                yield new Cut(how == 'A' || how == 'B' ? take() : 0);
            }
            case 'r' -> new Ask(take());
            case 'a', 'H', 'h', 'w', 'f' -> new NoEffect("GS " + (char) code + " " + take());
            case '(' -> {
                int function = take();
                yield new Unknown("GS ( " + (char) function + " with " + take(word()).length + " bytes");
            }
            default -> unknown("GS ", code);
        };
    }

    private Instruction field(int code) {
        return code == '.' || code == '&' ? new NoEffect("FS " + (char) code) : unknown("FS ", code);
    }

    private Instruction raster() throws EndOfBytes {
        int zero = take();
        int mode = take() % '0';
        int bytesInRow = word();
        int rows = word();
        var dots = new ArrayList<BitSet>();
        for (int row = 0; row < rows; row++) {
            dots.add(dots(take(bytesInRow)));
        }
        return zero == '0' && mode < 4
                ? new Raster(mode % 2 + 1, mode / 2 + 1, 8 * bytesInRow, dots)
                : new Unknown("GS v " + zero + " " + mode);
    }

    /** The highest bit is the first dot. */
    private static BitSet dots(byte[] row) {
        var dots = new BitSet();
        for (int x = 0; x < 8 * row.length; x++) {
            dots.set(x, (row[x / 8] & 0x80 >> x % 8) != 0);
        }
        return dots;
    }

    private static Unknown unknown(String prefix, int code) {
        return new Unknown(prefix + String.format(Locale.ROOT, "0x%02x", code));
    }

    private int word() throws EndOfBytes {
        int low = take();
        return take() << 8 | low;
    }

    private int take() throws EndOfBytes {
        if (at >= bytes.length) {
            throw new EndOfBytes();
        }
        return bytes[at++] & 0xff;
    }

    private byte[] take(int count) throws EndOfBytes {
        if (bytes.length - at < count) {
            throw new EndOfBytes();
        }
        at += count;
        return Arrays.copyOfRange(bytes, at - count, at);
    }

    /** The instruction is not complete yet. */
    private static final class EndOfBytes extends Exception {}
}
