package crm.demo.trial;

import crm.demo.table.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The table's main plug is pulled again and again while somebody changes the configuration as fast as it goes. Each
 * change writes one number in three places: a number that was acknowledged must be there afterwards, or a later one, and
 * always the same one in all three.
 */
public final class PowerCuts {
    private static final Duration LIGHT = Duration.ofSeconds(3);
    private static final Pattern WRITTEN = Pattern.compile("change: \"?(\\d+)\"?");

    /** The nodes of a cluster file, on one line or on several. */
    private static final Pattern NODES = Pattern.compile("(?m)^nodes:.*$(\\n^[ -].*$)*");

    private final WholeTable table;
    private final String configuration;
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger lastAcknowledged = new AtomicInteger();
    private final AtomicInteger acknowledged = new AtomicInteger();

    public PowerCuts(WholeTable table) {
        this.table = table;
        this.configuration = table.crm("configure", "show");
    }

    /** How many changes were acknowledged so far. */
    public int acknowledged() {
        return acknowledged.get();
    }

    /**
     * Cuts the power so many times.
     *
     * @return what was found, a sentence each
     */
    public List<String> cut(int times, long seed) throws IOException, InterruptedException {
        var chance = new SplittableRandom(seed);
        var findings = new ArrayList<String>();
        for (int cut = 1; cut <= times; cut++) {
            changeUntilDark(chance);
            int known = lastAcknowledged.get();
            table.order("main-plug", "on");
            Patience.until(
                    "there is a leader again",
                    () -> table.status().filter(status -> status.has("leader")).isPresent());
            for (var finding : written(known)) {
                findings.add("cut " + cut + " of seed " + seed + ": " + finding);
            }
        }
        table.awaitHealthy();
        findings.addAll(Audit.findings(table));
        return findings;
    }

    private void changeUntilDark(SplittableRandom chance) throws IOException, InterruptedException {
        var dark = new AtomicBoolean();
        var administrator = Thread.ofPlatform().name("administrator").start(() -> {
            while (!dark.get()) {
                change(asked.incrementAndGet());
            }
        });
        Choice.pause(LIGHT, chance);
        table.order("main-plug", "off");
        dark.set(true);
        administrator.join();
    }

    private void change(int number) {
        try {
            Path file = table.layout().state().resolve("change.yaml");
            Files.writeString(file, withNumber(number));
            if (table.attempt("configure", "load", "--yes", "--timeout", "10", file.toString())
                    .well()) {
                lastAcknowledged.set(number);
                acknowledged.incrementAndGet();
            }
        } catch (IOException disk) {
            throw new InVain("no change can be written: " + disk.getMessage());
        }
    }

    private String withNumber(int number) {
        var nodes = Layout.PIS.stream()
                .map(pi -> "{name: " + pi + ", attributes: {change: " + number + "}}")
                .collect(Collectors.joining(", ", "nodes: [", "]"));
        return NODES.matcher(configuration).replaceFirst(Matcher.quoteReplacement(nodes));
    }

    private List<String> written(int known) throws IOException, InterruptedException {
        Patience.until(
                "the change " + known + " is there, which was acknowledged",
                () -> numbers().stream().allMatch(number -> number >= known));
        var numbers = numbers();
        if (numbers.stream().distinct().count() > 1 || (known > 0 && numbers.size() != Layout.PIS.size())) {
            return List.of("a change is half there: " + numbers);
        }
        return numbers.stream().allMatch(number -> number <= asked.get())
                ? List.of()
                : List.of("the configuration has " + numbers + ", and nobody asked for that");
    }

    private List<Integer> numbers() {
        return WRITTEN.matcher(table.attempt("configure", "show").output())
                .results()
                .map(found -> Integer.valueOf(found.group(1)))
                .toList();
    }
}
