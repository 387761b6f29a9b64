package crm.agent.storage;

import crm.agent.action.AgentFailure;
import crm.agent.action.Deadline;
import crm.agent.action.Parameters;
import crm.agent.process.ShortProcess.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/**
 * The file system on the disk: how it is checked, mounted and tried.
 *
 * @param check {@code auto}, {@code never} or {@code force}
 * @param trial {@code write}, {@code read} or {@code mounted}
 */
record Filesystem(Path directory, String kind, List<String> options, String check, String trial) {

    private static final String TRIAL_FILE = ".crm-trial";
    private static final String BLOCK = "4096";

    static Filesystem of(Parameters parameters) throws AgentFailure {
        Path directory = Path.of(parameters.required("directory")).normalize();
        if (!directory.isAbsolute() || directory.getNameCount() == 0) {
            throw AgentFailure.misconfigured(
                    "parameter directory is '" + directory + "', not an absolute path below /");
        }
        String kind = parameters.required("fstype");
        if (!kind.matches("[a-z0-9]+")) {
            throw AgentFailure.misconfigured("parameter fstype is '" + kind + "', not a file system's name");
        }
        return new Filesystem(
                directory,
                kind,
                parameters
                        .text("options")
                        .map(text -> List.of(text.split(",", -1)))
                        .orElse(List.of()),
                parameters.choice("fsck", "auto", "never", "force"),
                parameters.choice("check", "write", "read", "mounted"));
    }

    boolean readOnly() {
        return options.contains("ro");
    }

    /**
     * Makes it whole before it is mounted, as the policy says. {@code auto} costs milliseconds where nothing is wrong,
     * replays the journal, and repairs what is safe to repair without a person.
     */
    void makeWhole(Path disk, Deadline deadline)
            throws AgentFailure, IOException, TimeoutException, InterruptedException {
        boolean ext = Set.of("ext2", "ext3", "ext4").contains(kind);
        List<String> command = switch (check) {
            case "never" -> List.of();
            case "force" -> ext ? List.of("e2fsck", "-f", "-y") : List.of("fsck." + kind, "-y");
            // Others replay their journal when they are mounted, and have nothing to do before.
            default -> ext ? List.of("e2fsck", "-p") : List.of();
        };
        if (command.isEmpty()) {
            return;
        }
        List<String> onDisk = new ArrayList<>(command);
        onDisk.add(disk.toString());
        judge(Tool.attempt(onDisk, deadline));
    }

    /** fsck's exit code is a sum: 1 repaired, 2 repaired and wants a reboot, 4 errors left, 8 and more: did not run. */
    private static void judge(Ended ended) throws AgentFailure, TimeoutException {
        switch (ended) {
            case Ended.Exited(int code, String _, String _) when code < 4 -> {}
            case Ended.Exited(int code, String output, String errors) ->
                throw AgentFailure.broken(
                        "the file system check ended with exit code " + code + ": " + (output + errors).strip());
            case Ended.Overran _ -> throw new TimeoutException("timed out checking the file system");
        }
    }

    void mount(Path disk, List<String> more, Deadline deadline)
            throws AgentFailure, IOException, TimeoutException, InterruptedException {
        Files.createDirectories(directory);
        List<String> all = new ArrayList<>(more);
        all.addAll(options);
        List<String> command = new ArrayList<>(List.of("mount", "-t", kind));
        if (!all.isEmpty()) {
            command.addAll(List.of("-o", String.join(",", all)));
        }
        command.addAll(List.of(disk.toString(), directory.toString()));
        Tool.run(command, deadline);
    }

    /** Tries it, past every cache, in a process of its own: who asks a disk that is gone may wait for ever. */
    void tryOut(MountTable.Mount mount, Deadline deadline)
            throws AgentFailure, IOException, TimeoutException, InterruptedException {
        if (!readOnly() && mount.readOnly()) {
            throw AgentFailure.broken(directory + " has become read-only, as a file system does after an error");
        }
        switch (readOnly() && trial.equals("write") ? "read" : trial) {
            case "write" ->
                Tool.run(
                        List.of(
                                "dd",
                                "if=/dev/zero",
                                "of=" + directory.resolve(TRIAL_FILE),
                                "bs=" + BLOCK,
                                "count=1",
                                "oflag=direct,dsync",
                                "conv=notrunc",
                                "status=none"),
                        deadline);
            case "read" ->
                Tool.run(
                        List.of(
                                "dd",
                                "if=" + mount.source(),
                                "of=/dev/null",
                                "bs=" + BLOCK,
                                "count=1",
                                "iflag=direct",
                                "status=none"),
                        deadline);
            default -> {
                // It is mounted; that was all to be known.
            }
        }
    }
}
