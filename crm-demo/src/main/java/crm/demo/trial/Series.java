package crm.demo.trial;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Trials one after the other on one table, in an order and with details that a seed decides. After each the table is put
 * back in order, and every audit is made.
 */
public final class Series {
    private final WholeTable table;
    private final PrintStream out;

    public Series(WholeTable table, PrintStream out) {
        this.table = table;
        this.out = out;
    }

    /** Random ones; each trial is drawn once before any is drawn again. */
    public static List<Trial> drawn(int count, long seed) {
        var chance = new SplittableRandom(seed);
        var drawn = new ArrayList<Trial>();
        var left = new ArrayList<Trial>();
        while (drawn.size() < count) {
            if (left.isEmpty()) {
                left.addAll(List.of(Trial.values()));
            }
            drawn.add(left.remove(chance.nextInt(left.size())));
        }
        return drawn;
    }

    /**
     * Makes the trials.
     *
     * @param seed decides the details of each; the same trial at the same place of a series is the same again
     * @return what was found, a sentence each
     */
    public List<String> of(List<Trial> trials, long seed) throws IOException, InterruptedException {
        var findings = new ArrayList<String>();
        var chance = new SplittableRandom(seed);
        for (int i = 0; i < trials.size(); i++) {
            var found = one(trials.get(i), chance.split());
            var name = "trial %d of %d, seed %d, %s".formatted(i + 1, trials.size(), seed, trials.get(i));
            found.forEach(what -> findings.add(name + ": " + what));
            if (!found.isEmpty()) {
                found.forEach(what -> out.println("    FOUND " + what));
            }
        }
        return findings;
    }

    private List<String> one(Trial trial, RandomGenerator chance) throws IOException, InterruptedException {
        var begun = System.nanoTime();
        out.printf(Locale.ROOT, "%-26s %s", trial, trial.sentence());
        out.flush();
        var found = new ArrayList<String>();
        try {
            trial.on(table, chance);
        } catch (InVain failed) {
            found.add(String.valueOf(failed.getMessage()));
        }
        try {
            table.repair();
            found.addAll(Audit.findings(table));
        } catch (InVain failed) {
            found.add("it is not whole again: " + failed.getMessage());
        }
        out.printf(
                Locale.ROOT,
                " (%.0f s)%s%n",
                (System.nanoTime() - begun) / 1e9,
                found.isEmpty() ? "" : " NOT AS IT MUST BE");
        return found;
    }
}
