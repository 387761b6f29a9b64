package crm.demo.simulation.chaos;

import crm.demo.simulation.chaos.Campaign.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file of lines in which a long campaign writes down how far it is, so that it goes on there after a break. */
final class CampaignRecord {

    private static final Pattern BLOCK = Pattern.compile("seeds \\d+ to (\\d+): .*");

    private final Path file;

    CampaignRecord(Path file) {
        this.file = file;
    }

    /** The seed to go on with: {@code first} if nothing was played yet. */
    long next(long first) throws IOException {
        long next = first;
        for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
            Matcher block = BLOCK.matcher(line);
            if (block.matches()) {
                next = Math.max(next, Long.parseLong(block.group(1)) + 1);
            }
        }
        return next;
    }

    /** These seeds have been played, all of them. */
    void played(long first, long last, double seconds, List<Finding> findings) throws IOException {
        var lines = new StringBuilder();
        findings.forEach(finding -> lines.append(sentence(finding)).append('\n'));
        lines.append(String.format(
                Locale.ROOT, "seeds %d to %d: %d findings, %.1f s%n", first, last, findings.size(), seconds));
        Files.writeString(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    static String sentence(Finding finding) {
        return "seed " + finding.seed() + ": " + finding.verdict().invariant() + ": "
                + finding.verdict().what().lines().findFirst().orElse("");
    }
}
