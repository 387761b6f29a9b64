package crm.demo.command;

import crm.demo.linux.Shell;
import crm.demo.table.Layout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Fills a new table's directory: what is on the machines' disks before they are switched on for the first time. */
public final class Furnishing {
    /** The storage box's iSCSI target; its one disk is LUN 1. */
    public static final String TARGET = "iqn.2026-11.table.crm:web";

    private static final String LUN = "/srv/web.img";
    private static final String LUN_SIZE = "64M";
    /** It flushes, and a busy disk takes its time. */
    private static final Duration FORMATTING = Duration.ofMinutes(1);

    private static final String STORAGE_SCRIPT = "/etc/crm/storage.sh";

    private final TableOptions options;
    private final Layout layout;

    public Furnishing(TableOptions options) {
        this.options = options;
        this.layout = options.layout();
    }

    /** Writes everything; fails if anything of it is there already. */
    public void furnish() throws IOException {
        Files.createDirectories(layout.logs());
        resource("machine-init.sh", initScript());
        for (var name : Layout.machines()) {
            Files.createDirectories(layout.onDisk(name, "/etc/crm"));
            Files.writeString(layout.machineDirectory(name).resolve("hosts"), hosts());
        }
        resource("storage.sh", layout.onDisk(Layout.STORAGE, STORAGE_SCRIPT));
        formatDisk();
        if (options.daemon().isEmpty()) {
            new NodeFiles(layout).write();
        }
    }

    /** The command that becomes process 1 of a machine. */
    public List<String> boot(String name) {
        var command = new ArrayList<>(List.of(
                "bash",
                initScript().toString(),
                name,
                Layout.addressOf(name) + "/24",
                Layout.SWITCH_ADDRESS,
                layout.machineDirectory(name).toString()));
        if (name.equals(Layout.STORAGE)) {
            command.addAll(List.of("bash", STORAGE_SCRIPT, Layout.addressOf(name), TARGET, LUN));
        } else {
            command.addAll(options.daemon().isEmpty() ? NodeFiles.daemon() : options.daemon());
        }
        return command;
    }

    private Path initScript() {
        return layout.state().resolve("machine-init.sh");
    }

    private static String hosts() {
        return Layout.cabled().stream()
                .map(name -> Layout.addressOf(name) + " " + name)
                .collect(Collectors.joining("\n", "127.0.0.1 localhost\n", "\n" + Layout.SWITCH_ADDRESS + " switch\n"));
    }

    /** The disk that follows the service: a file system with the page the table serves. */
    private void formatDisk() throws IOException {
        var content = Files.createDirectories(layout.state().resolve("web"));
        resource("index.html", content.resolve("index.html"));
        var image = layout.onDisk(Layout.STORAGE, LUN);
        Files.createDirectories(image.getParent());
        var made = Shell.attempt(
                FORMATTING, "mkfs.ext4", "-q", "-L", "web", "-d", content.toString(), image.toString(), LUN_SIZE);
        if (!made.well()) {
            throw new IOException("the shared disk cannot be formatted: " + made.output());
        }
    }

    static void resource(String name, Path target) {
        try (var stream = Objects.requireNonNull(Furnishing.class.getResourceAsStream("/crm/demo/" + name), name)) {
            Files.writeString(target, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write " + target, failure);
        }
    }
}
