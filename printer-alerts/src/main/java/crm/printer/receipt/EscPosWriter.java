package crm.printer.receipt;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes the few commands of ESC/POS that receipts need, as the PTP-II and its kin understand them. */
final class EscPosWriter {

    private static final int ESC = 0x1b;
    private static final int GS = 0x1d;
    private static final int FS = 0x1c;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** ESC @: forget what went before; FS . and ESC t: plain western letters. */
    EscPosWriter initialise() {
        return bytes(ESC, '@').bytes(FS, '.').bytes(ESC, 't', 0);
    }

    /** ESC a: the next lines stand at the left edge. */
    EscPosWriter left() {
        return bytes(ESC, 'a', 0);
    }

    /** ESC a: the next lines stand in the middle. */
    EscPosWriter centred() {
        return bytes(ESC, 'a', 1);
    }

    /** ESC E. */
    EscPosWriter bold(boolean on) {
        return bytes(ESC, 'E', on ? 1 : 0);
    }

    /** GS !: so many times as wide and as high as normal, 1 to 8. */
    EscPosWriter size(int wide, int high) {
        return bytes(GS, '!', (wide - 1) << 4 | (high - 1));
    }

    EscPosWriter line(String ascii) {
        out.writeBytes(ascii.getBytes(StandardCharsets.US_ASCII));
        return bytes('\n');
    }

    /** GS v 0: a picture, one bit a dot, each row a whole number of bytes. */
    EscPosWriter picture(Raster raster) {
        int bytesInRow = (raster.width() + 7) / 8;
        bytes(GS, 'v', '0', 0).word(bytesInRow).word(raster.height());
        for (int y = 0; y < raster.height(); y++) {
            for (int column = 0; column < bytesInRow; column++) {
                out.write(eight(raster, column * 8, y));
            }
        }
        return this;
    }

    /** ESC d: white lines. */
    EscPosWriter feed(int lines) {
        return bytes(ESC, 'd', lines);
    }

    /** GS V: cut, where there is a knife. */
    EscPosWriter cut() {
        return bytes(GS, 'V', 'B', 0);
    }

    byte[] toBytes() {
        return out.toByteArray();
    }

    private static int eight(Raster raster, int x, int y) {
        int eight = 0;
        for (int bit = 0; bit < 8; bit++) {
            boolean black = x + bit < raster.width() && raster.black(x + bit, y);
            eight = eight << 1 | (black ? 1 : 0);
        }
        return eight;
    }

    /** Two bytes, the lower first. */
    private EscPosWriter word(int value) {
        return bytes(value & 0xff, value >> 8);
    }

    private EscPosWriter bytes(int... values) {
        for (int value : values) {
            out.write(value);
        }
        return this;
    }
}
