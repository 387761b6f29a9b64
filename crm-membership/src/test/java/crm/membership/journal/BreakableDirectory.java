package crm.membership.journal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A directory in memory that forgets what was not synced when the power goes, and whose disk can be full or broken.
 * Names, too, are only safe once the directory was synced.
 */
public final class BreakableDirectory implements JournalDirectory {

    /** Smaller than a real one, so that a write has many. */
    private static final int SECTOR = 16;

    private final class Content implements JournalFile {
        private byte[] bytes = {};
        private int safe;

        @Override
        public void append(ByteBuffer more) throws IOException {
            synchronized (BreakableDirectory.this) {
                needPower();
                grow(more);
            }
        }

        private void grow(ByteBuffer more) throws IOException {
            int fits = (int) Math.min(more.remaining(), space);
            var grown = Arrays.copyOf(bytes, bytes.length + fits);
            more.get(grown, bytes.length, fits);
            bytes = grown;
            space -= fits;
            if (more.hasRemaining()) {
                throw new IOException("No space left on device");
            }
        }

        @Override
        public void sync() throws IOException {
            synchronized (BreakableDirectory.this) {
                step();
                safe = bytes.length;
            }
        }

        private byte[] written(Random random) {
            int length = safe + random.nextInt(bytes.length - safe + 1);
            byte[] found = Arrays.copyOf(bytes, length);
            for (int i = safe; i < length; i += SECTOR) {
                if (random.nextInt(4) == 0) {
                    Arrays.fill(found, i, Math.min(length, i + SECTOR), (byte) 0);
                }
            }
            return found;
        }

        @Override
        public void truncate(long size) throws IOException {
            synchronized (BreakableDirectory.this) {
                needPower();
                bytes = Arrays.copyOf(bytes, (int) size);
                safe = Math.min(safe, (int) size);
            }
        }

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public void close() {}
    }

    private Map<String, Content> files = new TreeMap<>();
    private Map<String, Content> safeNames = new TreeMap<>();
    private long space = Long.MAX_VALUE;
    private int stepsLeft = Integer.MAX_VALUE;
    private boolean dark;

    /** A journal on this disk. */
    public RaftJournal journal(JournalSettings settings) throws IOException {
        return RaftJournal.open(settings, this);
    }

    /** From now on the disk takes this many bytes and no more. */
    void leaveSpace(long bytes) {
        space = bytes;
    }

    /** The power goes just before the (n + 1)th thing that makes something durable; what follows fails. */
    void failAfterSteps(int steps) {
        stepsLeft = steps;
    }

    private void step() throws IOException {
        needPower();
        if (stepsLeft == 0) {
            throw new IOException("Input/output error");
        }
        stepsLeft--;
    }

    private void needPower() throws IOException {
        if (dark) {
            throw new IOException("the power is off");
        }
    }

    /** The power goes now: nothing can be written any more, and this is what is found afterwards. */
    public synchronized BreakableDirectory losePower(Random random) {
        dark = true;
        return afterPowerLoss(random);
    }

    /** What is found after a power loss of which the disk has written nothing that was not synced. */
    BreakableDirectory afterPowerLoss() {
        var after = new BreakableDirectory();
        safeNames.forEach((name, content) -> after.put(name, Arrays.copyOf(content.bytes, content.safe)));
        return after;
    }

    /**
     * What may as well be found after a power loss: of what was not synced, the disk has written some and not the rest,
     * and not in order; a name is the old or the new one.
     */
    BreakableDirectory afterPowerLoss(Random random) {
        var after = new BreakableDirectory();
        var names = new TreeMap<>(safeNames);
        if (random.nextBoolean()) {
            names.putAll(files);
            names.keySet().retainAll(files.keySet());
        }
        names.forEach((name, content) -> after.put(name, content.written(random)));
        return after;
    }

    /** Turns one bit over of what was safe on the disk. */
    void flipABit(Random random) {
        List<Content> full = files.values().stream().filter(c -> c.safe > 0).toList();
        Content content = full.get(random.nextInt(full.size()));
        content.bytes[random.nextInt(content.safe)] ^= (byte) (1 << random.nextInt(8));
    }

    /** The same files, as another daemon finds them. */
    BreakableDirectory copy() {
        var copy = new BreakableDirectory();
        files.forEach((name, content) -> copy.put(name, content.bytes.clone()));
        return copy;
    }

    void put(String name, byte[] bytes) {
        var content = new Content();
        content.bytes = bytes;
        content.safe = bytes.length;
        files.put(name, content);
        safeNames.put(name, content);
    }

    @Override
    public synchronized List<String> list() {
        return new ArrayList<>(files.keySet());
    }

    @Override
    public synchronized byte[] read(String name) throws IOException {
        Content content = files.get(name);
        if (content == null) {
            throw new IOException(name + " not found");
        }
        return content.bytes.clone();
    }

    @Override
    public synchronized JournalFile open(String name) {
        return files.computeIfAbsent(name, _ -> new Content());
    }

    @Override
    public void close() {}

    @Override
    public synchronized void rename(String from, String to) throws IOException {
        step();
        Content content = files.remove(from);
        if (content == null) {
            throw new IOException(from + " not found");
        }
        files.put(to, content);
    }

    @Override
    public synchronized void delete(String name) {
        files.remove(name);
    }

    @Override
    public synchronized void sync() throws IOException {
        step();
        safeNames = new TreeMap<>(files);
    }

    @Override
    public String place() {
        return "/var/lib/crm/journal";
    }

    static byte[] concat(byte[] first, byte[] second) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(first);
        out.writeBytes(second);
        return out.toByteArray();
    }
}
