package crm.display.picture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes pictures of a few colours in the Portable Network Graphics format (ISO/IEC 15948): one byte per dot, an index
 * into a palette. Our own, because the JDK's brings the whole of {@code java.desktop} into the daemon.
 */
public final class PngWriter {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private PngWriter() {}

    /** The colour of each dot, as an index into the palette. */
    public interface Dots {
        int at(int x, int y);
    }

    /**
     * Encodes a picture.
     *
     * @param palette at most 256 colours, each as {@code 0xRRGGBB}
     */
    public static byte[] encode(int width, int height, int[] palette, Dots dots) {
        var png = new ByteArrayOutputStream();
        png.writeBytes(SIGNATURE);
        chunk(png, "IHDR", header(width, height));
        chunk(png, "PLTE", colours(palette));
        chunk(png, "IDAT", deflated(rows(width, height, dots)));
        chunk(png, "IEND", new byte[0]);
        return png.toByteArray();
    }

    private static byte[] header(int width, int height) {
        byte bitsPerDot = 8;
        byte indexed = 3;
        return ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put(bitsPerDot)
                .put(indexed)
                .array();
    }

    private static byte[] colours(int[] palette) {
        var bytes = ByteBuffer.allocate(3 * palette.length);
        for (int colour : palette) {
            bytes.put((byte) (colour >> 16)).put((byte) (colour >> 8)).put((byte) colour);
        }
        return bytes.array();
    }

    /** Every row begins with the number of its filter: zero, none. */
    private static byte[] rows(int width, int height, Dots dots) {
        var bytes = new byte[height * (width + 1)];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                bytes[y * (width + 1) + 1 + x] = (byte) dots.at(x, y);
            }
        }
        return bytes;
    }

    private static byte[] deflated(byte[] bytes) {
        try (var deflater = new Deflater(Deflater.BEST_COMPRESSION)) {
            deflater.setInput(bytes);
            deflater.finish();
            var out = new ByteArrayOutputStream();
            var buffer = new byte[8192];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        }
    }

    private static void chunk(ByteArrayOutputStream png, String type, byte[] content) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        var check = new CRC32();
        check.update(name);
        check.update(content);
        png.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
        png.writeBytes(name);
        png.writeBytes(content);
        png.writeBytes(ByteBuffer.allocate(4).putInt((int) check.getValue()).array());
    }
}
