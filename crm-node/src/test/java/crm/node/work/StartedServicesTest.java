package crm.node.work;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crm.model.InstanceId;
import crm.model.ResourceId;
import crm.state.StartedWith;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a daemon knows of the services that the one before it started. */
class StartedServicesTest {

    @TempDir
    Path directory = Path.of("unset");

    @Test
    void theNextDaemonKnowsWhatTheLastHasStarted() {
        var started = List.of(
                new StartedWith(
                        InstanceId.of(new ResourceId("ip")), new LinkedHashMap<>(Map.of("ip", "192.168.88.100"))),
                new StartedWith(InstanceId.of(new ResourceId("site"), 2), new LinkedHashMap<>()));

        new StartedServices(file()).keep(List.of());
        new StartedServices(file()).keep(started);

        assertEquals(started, new StartedServices(file()).read());
    }

    @Test
    void onlyItsOwnerMayReadIt() throws IOException {
        new StartedServices(file()).keep(List.of());

        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
    }

    @Test
    void whatCannotBeReadIsAsIfThereWereNothing() throws IOException {
        assertEquals(List.of(), new StartedServices(file()).read());

        Files.writeString(file(), "[{\"instance\":");

        assertEquals(List.of(), new StartedServices(file()).read());
    }

    private Path file() {
        return directory.resolve("started");
    }
}
