package crm.demo.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import crm.demo.command.ClusterClient;
import crm.demo.command.TableUnderTest;
import crm.demo.linux.Shell;
import crm.demo.table.Layout;
import crm.demo.table.TableView.Condition;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A table with a configured cluster on it, and what a test wants to know of it. */
final class WholeTable implements AutoCloseable {
    private static final Pattern RECEIPT = Pattern.compile("receipt \\d+ printed");

    private static final JsonNode NOTHING = JsonNodeFactory.instance.arrayNode();

    private final TableUnderTest table;
    private final ClusterClient cluster;
    private final NeverTwo neverTwo;

    private WholeTable(TableUnderTest table) {
        this.table = table;
        this.cluster = new ClusterClient(table.layout());
        this.neverTwo = new NeverTwo(table);
    }

    /** Lays a table with our own daemon on its Pis and waits until the page answers. */
    static WholeTable up(String name) throws IOException, InterruptedException {
        var whole = new WholeTable(TableUnderTest.up(name));
        whole.cluster.configure();
        whole.awaitHealthy();
        return whole;
    }

    TableUnderTest table() {
        return table;
    }

    /** Runs {@code crm …}, which must succeed. */
    String crm(String... arguments) {
        var ended = cluster.run(arguments);
        if (!ended.well()) {
            throw new AssertionError("crm " + String.join(" ", arguments) + ": " + ended.output());
        }
        return ended.output();
    }

    /** Runs {@code crm …}, which may fail. */
    Shell.Ended attempt(String... arguments) {
        return cluster.run(arguments);
    }

    /** What a Pi's daemon says of the cluster; empty if none answers. */
    Optional<JsonNode> status() throws IOException {
        var living = table.client().look().seats().stream()
                .filter(seat -> seat.condition() == Condition.RUNNING && !seat.severed())
                .map(seat -> seat.port().occupant())
                .filter(Layout.PIS::contains)
                .toList();
        return cluster.status(living);
    }

    String condition(String pi) throws IOException {
        for (var node : status().map(found -> found.path("nodes")).orElse(NOTHING)) {
            if (node.path("name").asText().equals(pi)) {
                return node.path("condition").asText();
            }
        }
        return "not known";
    }

    /** The Pi whose web server answers at the floating address, as the client sees it. */
    Optional<String> answering() {
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

    String awaitAnswer() throws IOException, InterruptedException {
        TableUnderTest.awaitThat("the page answers", () -> answering().isPresent());
        return answering().orElseThrow();
    }

    void awaitAnswerFromOther(String before) throws IOException, InterruptedException {
        TableUnderTest.awaitThat(
                "the page answers from another Pi than " + before,
                () -> answering().filter(node -> !node.equals(before)).isPresent());
    }

    void awaitCondition(String pi, String condition) throws IOException, InterruptedException {
        TableUnderTest.awaitThat(pi + " is " + condition, () -> condition(pi).equals(condition));
    }

    /** Everybody is back, everything runs, and nothing is under way: where every story begins. */
    void awaitHealthy() throws IOException, InterruptedException {
        TableUnderTest.awaitThat("all Pis are members and idle", this::healthy);
        awaitAnswer();
    }

    private boolean healthy() throws IOException {
        var status = status();
        if (status.isEmpty() || status.get().path("busy").asBoolean(true)) {
            return false;
        }
        for (var node : status.get().path("nodes")) {
            if (!node.path("condition").asText().equals("online")) {
                return false;
            }
        }
        return true;
    }

    /** Puts everything back in order after whatever a test has done. */
    void repair() throws IOException, InterruptedException {
        table.order("switch-on");
        for (var name : Layout.machines()) {
            table.order("join", name);
            if (!table.look(name).port().cable()) {
                table.order("plug", name);
            }
        }
        for (var pi : Layout.PIS) {
            var condition = table.look(pi).condition();
            if (condition == Condition.PANICKED || condition == Condition.FROZEN) {
                table.order("unplug", pi);
                table.order("plug", pi);
            }
        }
        cluster.run("resource", "cleanup");
        TableUnderTest.awaitThat("all Pis are members and idle", () -> {
            // One that was fenced too often stays off until a person lets it back.
            for (var pi : Layout.PIS) {
                switch (condition(pi)) {
                    case "off" -> cluster.run("fence", "release", pi);
                    case "standby" -> cluster.run("node", "online", pi);
                    default -> {}
                }
            }
            return healthy();
        });
        awaitAnswer();
    }

    /** How many receipts the Pis have sent to the printer. */
    long receipts() throws IOException {
        long count = 0;
        for (var pi : Layout.PIS) {
            count += RECEIPT.matcher(log(pi)).results().count();
        }
        return count;
    }

    /** All that was said on a Pi's console since the table was laid. */
    String log(String pi) throws IOException {
        return Files.readString(table.layout().log(pi));
    }

    NeverTwo neverTwo() {
        return neverTwo;
    }

    /** Runs a command on a Pi. */
    Shell.Ended on(String pi, String... command) throws IOException {
        var pid = Long.toString(table.look(pi).pid());
        var whole = new ArrayList<>(List.of("nsenter", "-t", pid, "-m", "-u", "-i", "-n", "-p", "--"));
        whole.addAll(List.of(command));
        return Shell.attempt(Shell.USUAL, whole);
    }

    @Override
    public void close() throws IOException {
        neverTwo.close();
        table.close();
    }
}
