package crm.printer.collect;

import crm.printer.spool.DurableFile;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the collector must still know after its process has died, one line each: a checksum, and the words. Lines are added
 * at the end, and on the disk when {@link #append} returns. A last line that was cut short was never promised to anybody
 * and is thrown away; one that cannot be read further up is a damaged disk, which is said, and the others count.
 *
 * <p>Used by one thread, and by one process at a time.
 */
final class AlertLog implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(AlertLog.class);

    /** Some fifty thousand alerts: nobody prints any more, and the disk is for other things too. */
    private static final long LONGEST = 32L << 20;

    private static final int CHECKSUM_CHARACTERS = 8;

    private final Path file;
    private FileChannel channel;

    /** Behind the last line that is whole and on the disk; what an attempt that failed has left there counts for nothing. */
    private long end;

    private AlertLog(Path file, FileChannel channel, long end) {
        this.file = file;
        this.channel = channel;
        this.end = end;
    }

    /** A log, and what was in it. */
    record Opened(AlertLog log, List<Noted> found) {}

    /**
     * Opens a log; makes it if there is none.
     *
     * @throws IOException if it cannot be read or made
     */
    static Opened open(Path file) throws IOException {
        byte[] bytes = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
        var text = new String(bytes, StandardCharsets.US_ASCII);
        int whole = text.lastIndexOf('\n') + 1;
        List<String> lines = text.substring(0, whole).lines().toList();
        List<Noted> found = lines.stream().flatMap(line -> parse(line).stream()).toList();
        if (whole < bytes.length) {
            log.warn("the last line of {} was cut short and is thrown away; no agent was told that it is kept", file);
        }
        if (found.size() < lines.size()) {
            Path aside = file.resolveSibling(file.getFileName() + ".broken");
            Files.write(aside, bytes);
            log.error(
                    "{} of {} lines of {} are damaged and lost; the file is kept as {}",
                    lines.size() - found.size(),
                    lines.size(),
                    file,
                    aside);
            new DurableFile(file).replace(bytes(found));
        }
        FileChannel channel = opened(file);
        new DurableFile(file).settle();
        long end = found.size() < lines.size() ? channel.size() : whole;
        return new Opened(new AlertLog(file, channel, end), found);
    }

    private static FileChannel opened(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /** How many bytes it has. */
    long length() {
        return end;
    }

    /**
     * Adds lines. When this returns, they survive a loss of power; if it fails, nothing was added.
     *
     * @throws IOException if they cannot be kept, because the disk is full, for instance
     */
    void append(List<? extends Noted> noted) throws IOException {
        if (noted.isEmpty()) {
            return;
        }
        ByteBuffer bytes = ByteBuffer.wrap(bytes(noted));
        if (end + bytes.remaining() > LONGEST) {
            throw new IOException(file + " is full of alerts that could not be printed");
        }
        if (!channel.isOpen()) {
            reopen();
        }
        if (channel.size() != end) {
            channel.truncate(end);
        }
        long at = end;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
        channel.force(true);
        end = at;
    }

    /** Puts these, which say the same in fewer words, in the place of all there is. If it fails, either is there. */
    void replace(List<? extends Noted> noted) throws IOException {
        // It leads to the old file; what is added there later would be lost.
        channel.close();
        try {
            new DurableFile(file).replace(bytes(noted));
        } finally {
            reopen();
        }
    }

    private void reopen() throws IOException {
        AlertLog again = open(file).log();
        channel = again.channel;
        end = again.end;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static byte[] bytes(List<? extends Noted> noted) {
        return noted.stream().map(AlertLog::line).collect(Collectors.joining()).getBytes(StandardCharsets.US_ASCII);
    }

    private static String line(Noted noted) {
        String body = noted.words().stream()
                .map(word -> URLEncoder.encode(word, StandardCharsets.UTF_8))
                .collect(Collectors.joining(" "));
        return checksum(body) + " " + body + "\n";
    }

    private static Optional<Noted> parse(String line) {
        if (line.length() <= CHECKSUM_CHARACTERS) {
            return Optional.empty();
        }
        String body = line.substring(CHECKSUM_CHARACTERS + 1);
        if (!line.startsWith(checksum(body) + " ")) {
            return Optional.empty();
        }
        return Noted.of(Stream.of(body.split(" ", -1))
                .map(word -> URLDecoder.decode(word, StandardCharsets.UTF_8))
                .toList());
    }

    private static String checksum(String body) {
        var crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        return String.format(Locale.ROOT, "%0" + CHECKSUM_CHARACTERS + "x", crc.getValue());
    }
}
