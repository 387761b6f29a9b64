package crm.node.work;

import crm.formats.values.MalformedValue;
import crm.formats.values.ValueCodec;
import crm.state.StartedWith;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a daemon's next life must know of the services that outlive it: what they were started with. Lies among the marks of
 * running services, which do not outlive the machine; only its owner may read it, for there may be passwords in it.
 */
public final class StartedServices {

    private static final Logger LOG = LoggerFactory.getLogger(StartedServices.class);

    private final Path file;
    private final ValueCodec codec = new ValueCodec();

    /** @param file on a disk that is in memory: it is written by the event loop */
    public StartedServices(Path file) {
        this.file = file;
    }

    /** What was kept last; nothing if that is not to be had, for then the services are probed as they are configured. */
    public List<StartedWith> read() {
        try {
            return codec.readList(Files.readAllBytes(file), StartedWith.class);
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (IOException | MalformedValue unreadable) {
            LOG.warn("nobody knows what the services were started with: {}: {}", file, unreadable.getMessage());
            return List.of();
        }
    }

    /** Replaces what was kept, all or nothing. */
    public void keep(List<StartedWith> started) {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(fresh, codec.write(started));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException full) {
            LOG.error("what the services were started with is not kept: {}", full.getMessage());
        }
    }
}
