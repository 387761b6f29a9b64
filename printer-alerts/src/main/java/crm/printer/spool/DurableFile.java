package crm.printer.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * A file that is there as a whole or not at all, whenever the power fails.
 *
 * @param path where it is
 */
public record DurableFile(Path path) {

    /** Until it is whole, a file has this ending more. */
    static final String UNFINISHED = ".new";

    /**
     * Puts these bytes in the file's place. When this returns, they survive a loss of power; if it fails, what was there
     * before is still there.
     */
    public void replace(byte[] content) throws IOException {
        Path fresh = path.resolveSibling(path.getFileName() + UNFINISHED);
        var fromScratch =
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        try (FileChannel file = FileChannel.open(fresh, fromScratch)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        }
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        settle();
    }

    /** Makes the file's name survive a loss of power: that it was made, or came from another name. */
    public void settle() throws IOException {
        try (FileChannel directory =
                FileChannel.open(path.toAbsolutePath().resolveSibling(""), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }
}
