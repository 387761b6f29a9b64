package crm.membership.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A directory on a real disk, locked so that only one daemon uses it. */
final class DiskDirectory implements JournalDirectory {

    /** A daemon that left its screen as it should be takes about a second to end. */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private static final Duration RETRY = Duration.ofMillis(50);
    private static final String LOCK = "lock";

    private final Path path;
    private final FileChannel lock;

    private DiskDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Makes the directory if needed and locks it. A daemon that is just ending is waited for, so that a stop and a start may
     * follow each other at once.
     *
     * @throws IOException if it cannot be made, or another process holds it; the message says which
     */
    static DiskDirectory lock(Path path) throws IOException {
        Files.createDirectories(path);
        FileChannel channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (tryLock(channel) == null) {
            if (System.nanoTime() - end > 0) {
                channel.close();
                throw new IOException("another crm daemon uses the data directory " + path + "; stop it first");
            }
            LockSupport.parkNanos(RETRY.toNanos());
        }
        return new DiskDirectory(path, channel);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // this very process holds it
        }
    }

    @Override
    public List<String> list() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals(LOCK))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public byte[] read(String name) throws IOException {
        return Files.readAllBytes(path.resolve(name));
    }

    @Override
    public JournalFile open(String name) throws IOException {
        var file = new RandomAccessFile(path.resolve(name).toFile(), "rw");
        file.seek(file.length());
        return new DiskFile(file);
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Files.move(
                path.resolve(from),
                path.resolve(to),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void delete(String name) throws IOException {
        Files.deleteIfExists(path.resolve(name));
    }

    @Override
    public void sync() throws IOException {
        // Linux syncs a directory through a channel that is opened for reading it. Should this thread have been
        // interrupted, that must wait: the channel would be closed instead.
        boolean interrupted = Thread.interrupted();
        try (FileChannel directory = FileChannel.open(path, StandardOpenOption.READ)) {
            directory.force(true);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public String place() {
        return path.toString();
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    /**
     * A file on a real disk. Not a {@code FileChannel}: those are closed when their thread is interrupted, and JGroups
     * interrupts its threads in the ordinary course of an election.
     */
    private record DiskFile(RandomAccessFile file) implements JournalFile {

        @Override
        public void append(ByteBuffer bytes) throws IOException {
            file.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
        }

        @Override
        public void sync() throws IOException {
            file.getFD().sync();
        }

        @Override
        public void truncate(long size) throws IOException {
            file.setLength(size);
            file.seek(size);
        }

        @Override
        public long size() throws IOException {
            return file.length();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
