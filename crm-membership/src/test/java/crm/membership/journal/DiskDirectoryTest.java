package crm.membership.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import crm.membership.journal.JournalRecord.Appended;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskDirectoryTest {

    @TempDir
    private Path path;

    @Test
    void keepsAJournalOnARealDisk() throws IOException {
        try (DiskDirectory directory = DiskDirectory.lock(path);
                JournalLog log = JournalLog.open(directory, "table", "pi1", _ -> {})) {
            log.append(List.of(new Appended(1, 1, false, new byte[] {1}), new Appended(2, 1, false, new byte[] {2})));
            log.commit(2);
            log.compact(2, new byte[] {5});
            log.append(List.of(new Appended(3, 1, false, new byte[] {3})));
        }
        try (DiskDirectory directory = DiskDirectory.lock(path);
                JournalLog log = JournalLog.open(directory, "table", "pi1", _ -> {})) {
            assertEquals(3, log.last());
            assertEquals(2, log.committed());
            assertEquals(List.of("entries-00000001", "snapshot-00000001"), directory.list());
        }
    }

    @Test
    void writesThoughItsThreadWasInterrupted() throws IOException {
        try (DiskDirectory directory = DiskDirectory.lock(path);
                JournalLog log = JournalLog.open(directory, "table", "pi1", why -> fail(why))) {
            Thread.currentThread().interrupt();
            log.append(List.of(new Appended(1, 1, false, new byte[] {1})));
            log.commit(1);
            log.compact(1, new byte[] {5});
            assertTrue(Thread.interrupted());
            assertEquals(1, log.last());
        }
    }

    @Test
    void isUsedByOneDaemonOnly() throws IOException {
        try (DiskDirectory _ = DiskDirectory.lock(path)) {
            var refusal = assertThrows(IOException.class, () -> DiskDirectory.lock(path));
            assertTrue(String.valueOf(refusal.getMessage()).startsWith("another crm daemon uses the data directory"));
        }
        DiskDirectory.lock(path).close();
    }

    @Test
    void waitsForADaemonThatIsJustEnding() throws Exception {
        DiskDirectory ending = DiskDirectory.lock(path);
        Thread end = Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(300);
                ending.close();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        DiskDirectory.lock(path).close();
        end.join();
    }
}
