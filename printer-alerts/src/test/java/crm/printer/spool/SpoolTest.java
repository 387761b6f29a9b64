package crm.printer.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {

    private static final int TURNS = 300;

    @TempDir
    Path directory;

    /** A job that one reader misses is a receipt that is printed twice, or a number that is given twice. */
    @Test
    void aJobIsSeenOnceByEveryReaderWhileAnotherThreadTriesToPrintIt() throws Exception {
        var spool = Spool.open(directory, 10);
        spool.add(new JobFile(7, "a1", Instant.EPOCH, new byte[] {1}));
        CompletableFuture<Void> printer = CompletableFuture.runAsync(() -> tryInVain(spool));
        while (!printer.isDone()) {
            assertEquals(1, spool.unprinted().size());
            assertTrue(spool.job(7).isPresent());
            assertEquals(7, spool.newest().orElseThrow().number());
        }
        printer.get();
    }

    private static void tryInVain(Spool spool) {
        try {
            for (int turn = 0; turn < TURNS; turn++) {
                spool.notBegun(spool.begun(spool.job(7).orElseThrow()));
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
