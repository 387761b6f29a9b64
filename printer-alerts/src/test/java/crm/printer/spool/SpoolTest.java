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
        spool.release(spool.hold(new JobFile(7, "a1", Instant.EPOCH, new byte[] {1})));
        CompletableFuture<Void> printer = CompletableFuture.runAsync(() -> tryInVain(spool));
        while (!printer.isDone()) {
            assertEquals(1, spool.unprinted().size());
            assertTrue(spool.job(7).isPresent());
            assertEquals(7, spool.newest().orElseThrow().number());
        }
        printer.get();
    }

    @Test
    void whatIsHeldIsNotToBePrintedAndSurvivesARestart() throws Exception {
        Spool.open(directory, 10).hold(new JobFile(7, "a1", Instant.EPOCH, new byte[] {1}));
        var spool = Spool.open(directory, 10);
        assertEquals(0, spool.unprinted().size());
        assertEquals("a1", spool.held().getFirst().hash());
    }

    @Test
    void aHeldJobIsReplacedAndOneThatIsToBePrintedIsNot() throws Exception {
        var spool = Spool.open(directory, 10);
        spool.hold(new JobFile(7, "a1", Instant.EPOCH, new byte[] {1}));
        Job second = spool.hold(new JobFile(7, "b2", Instant.EPOCH, new byte[] {2}));
        assertEquals("b2", spool.held().getFirst().hash());
        spool.release(second);
        assertEquals(
                "b2",
                spool.hold(new JobFile(7, "c3", Instant.EPOCH, new byte[] {3})).hash());
        assertEquals(0, spool.held().size());
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
