package crm.node.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a node keeps its files.
 *
 * @param settings the folder of the key and of {@code node.yaml}
 * @param data what must survive a power cut
 * @param run what need not, the control socket among it
 * @param log where a daemon writes that no service manager looks after
 */
public record Places(Path settings, Path data, Path run, Path log) {

    /** Of a machine that is one node. */
    public static final Places USUAL = new Places(
            Path.of("/etc/crm"), Path.of("/var/lib/crm"), Path.of("/run/crm"), Path.of("/var/log/crm/daemon.log"));

    /** Everything of a node below one folder. */
    public static Places below(Path folder) {
        return new Places(
                folder.resolve("etc"), folder.resolve("lib"), folder.resolve("run"), folder.resolve("daemon.log"));
    }

    Path key() {
        return settings.resolve("cluster.key");
    }

    Path node() {
        return settings.resolve("node.yaml");
    }

    /** The lines of {@code node.yaml} that say where things are; none for what is where it usually is. */
    List<String> lines() {
        var lines = new ArrayList<String>();
        if (!data.equals(USUAL.data)) {
            lines.add("data: " + data);
        }
        if (!run.equals(USUAL.run)) {
            lines.add("run: " + run);
        }
        return lines;
    }
}
