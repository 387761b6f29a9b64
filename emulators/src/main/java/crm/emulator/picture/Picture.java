package crm.emulator.picture;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** A picture in at most 256 colours, in the making. */
public final class Picture {

    private final int width;
    private final int height;
    private final int[] palette;
    private final byte[] dots;

    /**
     * A picture that is all of the first colour.
     *
     * @param palette colours as {@code 0xRRGGBB}
     */
    public Picture(int width, int height, int... palette) {
        this.width = width;
        this.height = height;
        this.palette = palette.clone();
        this.dots = new byte[width * height];
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** Paints a dot in a colour of the palette; one outside of the picture is left away. */
    public void dot(int x, int y, int colour) {
        if (x >= 0 && y >= 0 && x < width && y < height) {
            dots[y * width + x] = (byte) colour;
        }
    }

    /** The colour of a dot, as an index into the palette. */
    public int at(int x, int y) {
        return dots[y * width + x];
    }

    /** The picture as a PNG. */
    public byte[] png() {
        try {
            var bytes = new ByteArrayOutputStream();
            var out = new DataOutputStream(bytes);
            out.writeLong(0x89504e470d0a1a0aL);
            chunk(out, "IHDR", header());
            chunk(out, "PLTE", colours());
            chunk(out, "IDAT", image());
            chunk(out, "IEND", new byte[0]);
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Writes the PNG, replacing the file as a whole. */
    public void writeTo(Path file) throws IOException {
        Path fresh = file.resolveSibling("." + file.getFileName() + ".new");
        Files.write(fresh, png());
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private byte[] header() throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeInt(width);
        out.writeInt(height);
        // Eight bits a dot, indexed, and the only methods of compression, filtering and interlacing that we use.
        out.write(new byte[] {8, 3, 0, 0, 0});
        return bytes.toByteArray();
    }

    private byte[] colours() {
        var bytes = new ByteArrayOutputStream();
        for (int colour : palette) {
            bytes.write(colour >> 16);
            bytes.write(colour >> 8);
            bytes.write(colour);
        }
        return bytes.toByteArray();
    }

    private byte[] image() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var deflated = new DeflaterOutputStream(bytes)) {
            for (int y = 0; y < height; y++) {
                deflated.write(0);
                deflated.write(Arrays.copyOfRange(dots, y * width, (y + 1) * width));
            }
        }
        return bytes.toByteArray();
    }

    private static void chunk(DataOutputStream out, String name, byte[] content) throws IOException {
        byte[] type = name.getBytes(StandardCharsets.US_ASCII);
        var crc = new CRC32();
        crc.update(type);
        crc.update(content);
        out.writeInt(content.length);
        out.write(type);
        out.write(content);
        out.writeInt((int) crc.getValue());
    }
}
