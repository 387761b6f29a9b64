package crm.printer.receipt;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.util.BitSet;

/** QR codes as dots, because many cheap printers cannot make them. */
final class QrCode {

    /** The white rim the standard asks for (ISO/IEC 18004), in modules. */
    private static final int QUIET = 4;

    private static final int DOTS_IN_MODULE_MAX = 7;

    private QrCode() {}

    /** The code for a text, as large as the paper allows, with its white rim. */
    static Raster of(String content, int widthMax) {
        ByteMatrix modules = modules(content);
        int side = modules.getWidth() + 2 * QUIET;
        int scale = Math.clamp(widthMax / side, 1, DOTS_IN_MODULE_MAX);
        int width = side * scale;
        var dots = new BitSet();
        for (int y = 0; y < width; y++) {
            for (int x = 0; x < width; x++) {
                dots.set(y * width + x, dark(modules, x / scale - QUIET, y / scale - QUIET));
            }
        }
        return new Raster(width, width, dots);
    }

    private static boolean dark(ByteMatrix modules, int x, int y) {
        boolean inside = x >= 0 && y >= 0 && x < modules.getWidth() && y < modules.getHeight();
        return inside && modules.get(x, y) == 1;
    }

    private static ByteMatrix modules(String content) {
        try {
            return Encoder.encode(content, ErrorCorrectionLevel.M).getMatrix();
        } catch (WriterException tooLong) {
            throw new IllegalArgumentException("no QR code holds " + content.length() + " letters", tooLong);
        }
    }
}
