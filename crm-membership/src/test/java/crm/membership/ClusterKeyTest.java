package crm.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterKeyTest {

    @TempDir
    private Path directory;

    @Test
    void isReadByItsOwnerOnly() throws IOException {
        ClusterKey key = ClusterKey.create("table");
        Path file = directory.resolve("key");
        key.write(file);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(key.text(), ClusterKey.read(file).text());

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        var refusal = assertThrows(IOException.class, () -> ClusterKey.read(file));
        assertTrue(String.valueOf(refusal.getMessage()).contains("chmod 600"));
    }

    @Test
    void isNeverOverwritten() throws IOException {
        Path file = directory.resolve("key");
        ClusterKey.create("table").write(file);
        assertThrows(
                FileAlreadyExistsException.class,
                () -> ClusterKey.create("table").write(file));
    }

    @Test
    void isNotGuessedTwice() {
        assertNotEquals(
                ClusterKey.create("table").text(), ClusterKey.create("table").text());
    }

    @Test
    void refusesAnotherFile() {
        assertThrows(IOException.class, () -> ClusterKey.parse("hello\n", "file"));
        assertThrows(IOException.class, () -> ClusterKey.parse("crm cluster key 1\ntable\nAAAA\n", "file"));
        assertThrows(IOException.class, () -> ClusterKey.parse("crm cluster key 1\ntable\n!!\n", "file"));
    }
}
