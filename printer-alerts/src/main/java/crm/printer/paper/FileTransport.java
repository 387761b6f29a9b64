package crm.printer.paper;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A printer behind a device file (USB, Bluetooth, serial), or a plain file that keeps the roll. Such a printer is not
 * asked for its state: whether the device lets us read is the driver's secret, and reading might never end.
 *
 * @param path a device is written to, a plain file is made where it is missing and appended to
 */
public record FileTransport(Path path) implements PaperTransport {

    @Override
    public String name() {
        return path.toString();
    }

    @Override
    public PaperLink open() throws IOException {
        boolean device = Files.exists(path) && !Files.isRegularFile(path);
        // A missing device must not become a plain file in /dev, which would take every receipt and print none.
        boolean missingDevice = !Files.exists(path) && path.startsWith("/dev");
        if (missingDevice) {
            throw new IOException(path + " is not there");
        }
        FileChannel channel = device
                ? FileChannel.open(path, StandardOpenOption.WRITE)
                : FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return new FileLink(channel, !device);
    }

    private record FileLink(FileChannel channel, boolean plain) implements PaperLink {

        @Override
        public void write(byte[] bytes) throws IOException {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            if (plain) {
                channel.force(false);
            }
        }

        @Override
        public PaperState ask(PaperQuestion question) {
            return PaperState.SILENT;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
