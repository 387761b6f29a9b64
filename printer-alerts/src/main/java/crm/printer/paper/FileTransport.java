package crm.printer.paper;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalInt;

/**
 * A plain file that keeps the roll instead of a printer. It has no state to be asked for. What turns out to be a device is
 * treated as one.
 *
 * @param path made where it is missing, and only ever appended to
 */
public record FileTransport(Path path) implements PaperTransport {

    @Override
    public String name() {
        return path.toString();
    }

    @Override
    public PaperLink open() throws IOException {
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            return new DeviceTransport(path, OptionalInt.empty()).open();
        }
        // A missing device must not become a plain file in /dev, which would take every receipt and print none.
        if (!Files.exists(path) && path.startsWith("/dev")) {
            throw new IOException(path + " is not there");
        }
        return new FileLink(FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    }

    private record FileLink(FileChannel channel) implements PaperLink {

        @Override
        public void write(byte[] bytes) throws IOException {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(false);
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
