package crm.demo.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import crm.demo.command.ClusterClient;
import crm.demo.command.TableClient;
import crm.demo.linux.Shell;
import crm.demo.table.Layout;
import crm.demo.table.TableView.Condition;
import crm.demo.table.TableView.Seat;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A table with a configured cluster on it: what can be done to it, and what a trial wants to know of it. */
public final class WholeTable implements AutoCloseable {
    private static final Pattern RECEIPT = Pattern.compile("receipt \\d+ printed");

    private static final JsonNode NOTHING = JsonNodeFactory.instance.arrayNode();

    private final TableClient table;
    private final ClusterClient cluster;
    private final NeverTwo neverTwo;
    private final Map<String, Integer> logRead = new HashMap<>();

    private WholeTable(TableClient table) {
        this.table = table;
        this.cluster = new ClusterClient(table.layout());
        this.neverTwo = new NeverTwo(table);
    }

    /** Configures the cluster on a table that was just laid, and waits until its page answers. */
    public static WholeTable on(TableClient table) throws IOException, InterruptedException {
        var whole = new WholeTable(table);
        whole.cluster.configure();
        whole.awaitHealthy();
        return whole;
    }

    public Layout layout() {
        return table.layout();
    }

    /** Does something to the table, as after {@code crm table}. */
    public void order(String... words) throws IOException {
        table.order(words);
    }

    public Seat look(String name) throws IOException {
        return table.look().of(name);
    }

    /** Runs {@code crm …}, which must succeed. */
    public String crm(String... arguments) {
        var ended = cluster.run(arguments);
        if (!ended.well()) {
            throw new InVain("crm " + String.join(" ", arguments) + ": " + ended.output());
        }
        return ended.output();
    }

    /** Runs {@code crm …}, which may fail. */
    public Shell.Ended attempt(String... arguments) {
        return cluster.run(arguments);
    }

    /** Runs {@code crm …} on one Pi, which may fail. */
    public Shell.Ended attemptOn(String pi, String... arguments) {
        return cluster.run(List.of(pi), arguments);
    }

    /** What a Pi's daemon says of the cluster; empty if none answers. */
    public Optional<JsonNode> status() throws IOException {
        var living = table.look().seats().stream()
                .filter(seat -> seat.condition() == Condition.RUNNING && !seat.severed())
                .map(seat -> seat.port().occupant())
                .filter(Layout.PIS::contains)
                .toList();
        return cluster.status(living);
    }

    /** What this Pi's own daemon says of the cluster; empty if it does not answer. */
    public Optional<JsonNode> statusOf(String pi) throws IOException {
        return cluster.status(List.of(pi));
    }

    /** The condition of a Pi in a word, as the cluster sees it. */
    public String condition(String pi) throws IOException {
        for (var node : status().map(found -> found.path("nodes")).orElse(NOTHING)) {
            if (node.path("name").asText().equals(pi)) {
                return node.path("condition").asText();
            }
        }
        return "not known";
    }

    /** The Pi whose web server answers at the floating address, as the client sees it. */
    public Optional<String> answering() {
        var page = Shell.attempt(
                Shell.USUAL,
                table.layout()
                        .namespaceOf(Layout.CLIENT)
                        .inside("curl", "-sS", "-m", "1", "-D", "-", "http://" + Layout.FLOATING_ADDRESS + "/"));
        return page.output()
                .lines()
                .filter(line -> page.well() && line.startsWith("X-Node: "))
                .map(line -> line.substring("X-Node: ".length()).strip())
                .findFirst();
    }

    public String awaitAnswer() throws IOException, InterruptedException {
        Patience.until("the page answers", () -> answering().isPresent());
        return answering().orElseThrow(() -> new InVain("the page answered, and does not any more"));
    }

    public void awaitAnswerFromOther(String before) throws IOException, InterruptedException {
        Patience.until(
                "the page answers from another Pi than " + before,
                () -> answering().filter(node -> !node.equals(before)).isPresent());
    }

    public void awaitCondition(String pi, String condition) throws IOException, InterruptedException {
        Patience.until(pi + " is " + condition, () -> condition(pi).equals(condition));
    }

    /** Everybody is back, everything runs, and nothing is under way: where every trial begins. */
    public void awaitHealthy() throws IOException, InterruptedException {
        Patience.until("all Pis are members and idle", this::healthy);
        awaitAnswer();
    }

    /** A follower learns a moment later than its leader, so each is asked for itself. */
    private boolean healthy() throws IOException {
        for (var pi : Layout.PIS) {
            if (!statusOf(pi).filter(WholeTable::healthy).isPresent()) {
                return false;
            }
        }
        return true;
    }

    private static boolean healthy(JsonNode status) {
        if (status.path("busy").asBoolean(true)) {
            return false;
        }
        for (var node : status.path("nodes")) {
            if (!node.path("condition").asText().equals("online")) {
                return false;
            }
        }
        return true;
    }

    /** Keeps a Pi's daemon from being started again once it has ended; it lasts until {@link #unmask}. */
    public void mask(String pi) throws IOException {
        Files.writeString(masked(pi), "");
    }

    public void unmask(String pi) throws IOException {
        Files.deleteIfExists(masked(pi));
    }

    private Path masked(String pi) {
        return layout().onDisk(pi, "/etc/crm/masked");
    }

    /** Does what hands can do: every plug in, every cable in, and whatever hangs is powered off and on. */
    public void putBack() throws IOException {
        order("switch-on");
        if (!table.look().mains()) {
            order("main-plug", "on");
        }
        for (var name : Layout.machines()) {
            order("join", name);
            if (!look(name).port().cable()) {
                order("plug", name);
            }
        }
        for (var pi : Layout.PIS) {
            unmask(pi);
            var condition = look(pi).condition();
            if (condition == Condition.PANICKED || condition == Condition.FROZEN) {
                order("unplug", pi);
                order("plug", pi);
            }
        }
    }

    /** Puts everything back in order after whatever was done, as a person would who also has a keyboard. */
    public void repair() throws IOException, InterruptedException {
        putBack();
        cluster.run("resource", "cleanup");
        Patience.until("all Pis are members and idle", () -> {
            // One that was fenced too often stays off until a person lets it back.
            for (var pi : Layout.PIS) {
                switch (condition(pi)) {
                    case "off", "quarantined" -> cluster.run("fence", "release", pi);
                    case "standby" -> cluster.run("node", "online", pi);
                    default -> {}
                }
            }
            return healthy();
        });
        awaitAnswer();
    }

    /** The files that a Pi's daemon keeps on its disk, in bytes each. It may write at this very moment: files come and go. */
    public Map<Path, Long> kept(String pi) throws IOException {
        var sizes = new TreeMap<Path, Long>();
        Files.walkFileTree(layout().onDisk(pi, "/var/lib/crm"), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                sizes.put(file, attributes.size());
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
        return sizes;
    }

    /** How many receipts the Pis have sent to the printer. */
    public long receipts() throws IOException {
        long count = 0;
        for (var pi : Layout.PIS) {
            count += RECEIPT.matcher(log(pi)).results().count();
        }
        return count;
    }

    /** All that was said on a Pi's console since the table was laid. */
    public String log(String pi) throws IOException {
        return Files.readString(layout().log(pi));
    }

    /** What was said on a Pi's console since this was last asked. */
    public String newLog(String pi) throws IOException {
        var all = log(pi);
        var read = Objects.requireNonNullElse(logRead.put(pi, all.length()), 0);
        return all.substring(Math.min(read, all.length()));
    }

    public NeverTwo neverTwo() {
        return neverTwo;
    }

    /** Runs a command on a Pi. */
    public Shell.Ended on(String pi, String... command) throws IOException {
        var pid = Long.toString(look(pi).pid());
        var whole = new ArrayList<>(List.of("nsenter", "-t", pid, "-m", "-u", "-i", "-n", "-p", "--"));
        whole.addAll(List.of(command));
        return Shell.attempt(Shell.USUAL, whole);
    }

    /** Ends the watch; the table stays. */
    @Override
    public void close() {
        neverTwo.close();
    }
}
