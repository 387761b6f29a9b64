package crm.agent.script;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** The commands of Pacemaker that OCF agents call back, in words of ours: unpacked where agents find them first. */
final class Shims {

    private static final List<String> NAMES =
            List.of("crm_node", "attribute.sh", "crm_attribute", "crm_master", "attrd_updater", "crm_resource");

    private final Path directory;

    /** @param directory made when first needed */
    Shims(Path directory) {
        this.directory = directory;
    }

    /** Unpacks what is not there yet; the directory. */
    Path ready() throws IOException {
        Files.createDirectories(directory);
        for (String name : NAMES) {
            Path file = directory.resolve(name);
            if (!Files.exists(file)) {
                unpack(name, file);
            }
        }
        return directory;
    }

    /** Beside and renamed: two agents may begin at once, and neither may read half a script. */
    private static void unpack(String name, Path file) throws IOException {
        Path fresh = Files.createTempFile(file.getParent(), name, ".new");
        try (InputStream in = Shims.class.getResourceAsStream("shims/" + name)) {
            if (in == null) {
                throw new IOException("the program lacks its own file shims/" + name);
            }
            Files.copy(in, fresh, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
