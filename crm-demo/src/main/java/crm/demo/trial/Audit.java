package crm.demo.trial;

import com.fasterxml.jackson.databind.JsonNode;
import crm.demo.table.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * What must be so whenever a table is whole again. All but the last three are the audits of Pacemaker's laboratory; its
 * audits of groups and of colocation are one here, where the group is all there is, and that of clones is empty there too.
 */
public enum Audit {
    DISK("nothing grows without a limit", Audit::disks),
    FILES("no process has left a core or a heap dump", Audit::files),
    LOG("nothing unforeseen was logged", Audit::logs),
    STATE("every daemon answers, and is a member", Audit::states),
    PARTITION("all daemons see the same leader, term and quorum", Audit::partitions),
    PRIMITIVE("everything is served once", Audit::served),
    GROUP("address, disk and server are on the same machine, and status says on which", Audit::together),
    CONFIGURATION("all daemons have the same configuration", Audit::configurations),
    NEVER_TWO("nothing was ever served twice", Audit::neverTwo),
    RECEIPTS("what is on the paper is in the journal", Audit::receipts),
    MEMORY("no daemon takes more memory than it may", Audit::memory);

    private static final long DISK_MAX = 96L << 20;
    private static final int PRINTING_SECONDS = 30;
    private static final long PSS_KIB_MAX = 150L << 10;

    /** A mistake of our own that somebody caught, or that ended a thread. */
    private static final Pattern UNFORESEEN = Pattern.compile(
            "Exception in thread|(NullPointer|IllegalState|IllegalArgument|ClassCast|ConcurrentModification"
                    + "|IndexOutOfBounds|NoSuchElement|UnsupportedOperation)Exception|OutOfMemoryError|StackOverflowError");

    private final String promise;

    @SuppressWarnings("ImmutableEnumChecker") // A reference to a static method.
    private final Finder finder;

    Audit(String promise, Finder finder) {
        this.promise = promise;
        this.finder = finder;
    }

    /** Finds what breaks a promise; nothing if nothing does. */
    @FunctionalInterface
    interface Finder {
        List<String> in(WholeTable table) throws IOException, InterruptedException;
    }

    /** All that is not as it must be, a sentence each. */
    public static List<String> findings(WholeTable table) throws IOException, InterruptedException {
        var findings = new ArrayList<String>();
        for (var audit : values()) {
            for (var finding : audit.finder.in(table)) {
                findings.add(audit.promise + ": " + finding);
            }
        }
        return findings;
    }

    private static List<String> disks(WholeTable table) throws IOException {
        var findings = new ArrayList<String>();
        for (var pi : Layout.PIS) {
            long bytes = Footprint.disk(table, pi);
            if (bytes > DISK_MAX) {
                findings.add(pi + " has " + (bytes >> 20) + " MiB in /var/lib/crm");
            }
        }
        return findings;
    }

    private static List<String> files(WholeTable table) throws IOException {
        var findings = new ArrayList<String>();
        for (var pi : Layout.PIS) {
            table.kept(pi).keySet().stream()
                    .filter(file -> file.getFileName().toString().matches("core(\\..*)?|hs_err.*|.*\\.hprof"))
                    .forEach(file -> findings.add(pi + " has " + file.getFileName()));
        }
        return findings;
    }

    private static List<String> logs(WholeTable table) throws IOException {
        var findings = new ArrayList<String>();
        for (var pi : Layout.PIS) {
            table.newLog(pi)
                    .lines()
                    .filter(line -> UNFORESEEN.matcher(line).find())
                    .forEach(line -> findings.add(pi + " logged " + line.strip()));
        }
        return findings;
    }

    private static List<String> states(WholeTable table) throws IOException {
        var findings = new ArrayList<String>();
        for (var pi : Layout.PIS) {
            var status = table.statusOf(pi);
            if (status.isEmpty()) {
                findings.add(pi + " does not answer");
            } else {
                for (JsonNode node : status.get().path("nodes")) {
                    if (!node.path("condition").asText().equals("online")) {
                        findings.add(pi + " says that " + node.path("name").asText() + " is "
                                + node.path("condition").asText());
                    }
                }
            }
        }
        return findings;
    }

    private static List<String> partitions(WholeTable table) throws IOException {
        Set<String> seen = new HashSet<>();
        for (var pi : Layout.PIS) {
            table.statusOf(pi)
                    .ifPresent(
                            status -> seen.add("leader " + status.path("leader").asText("none") + " of term "
                                    + status.path("term").asText() + ", quorum " + status.path("quorum")));
        }
        return seen.size() == 1 ? List.of() : List.of("the daemons say " + seen);
    }

    private static List<String> served(WholeTable table) throws IOException {
        var findings = new ArrayList<String>();
        for (var what : Observed.values()) {
            var where = what.where(table);
            if (where.size() != 1) {
                findings.add("the " + what + " is on " + where);
            }
        }
        return findings;
    }

    private static List<String> together(WholeTable table) throws IOException {
        Set<String> places = new HashSet<>();
        for (var what : Observed.values()) {
            places.addAll(what.where(table));
        }
        for (JsonNode resource : table.status().map(s -> s.path("resources")).orElseThrow()) {
            for (JsonNode member : resource.path("members")) {
                member.path("where").forEach(at -> places.add(at.path("node").asText()));
            }
        }
        return places.size() == 1 ? List.of() : List.of("parts of it are on " + places);
    }

    private static List<String> configurations(WholeTable table) {
        Set<String> seen = new HashSet<>();
        for (var pi : Layout.PIS) {
            seen.add(table.attemptOn(pi, "configure", "show").output());
        }
        return seen.size() == 1 ? List.of() : List.of("there are " + seen.size() + ": " + String.join("\n---\n", seen));
    }

    private static List<String> neverTwo(WholeTable table) {
        return table.neverTwo().sinned();
    }

    /** A receipt may still be on its way to the paper. */
    private static List<String> receipts(WholeTable table) throws IOException, InterruptedException {
        var findings = verify(table);
        for (int look = 0; look < PRINTING_SECONDS && !findings.isEmpty(); look++) {
            TimeUnit.SECONDS.sleep(1);
            findings = verify(table);
        }
        return findings;
    }

    /** The daemon that answers reads the roll, so each Pi gets it. */
    private static List<String> verify(WholeTable table) throws IOException {
        var roll = "/var/lib/crm/roll-to-verify";
        if (!Files.exists(table.layout().roll())) {
            return List.of();
        }
        for (var pi : Layout.PIS) {
            Files.copy(table.layout().roll(), table.layout().onDisk(pi, roll), StandardCopyOption.REPLACE_EXISTING);
        }
        var verified = table.attempt("receipt", "verify", "--roll", roll);
        return verified.well() ? List.of() : List.of(verified.output().strip());
    }

    private static List<String> memory(WholeTable table) throws IOException {
        var findings = new ArrayList<String>();
        for (var pi : Layout.PIS) {
            long memory = Footprint.of(table, pi).memory();
            if (memory > PSS_KIB_MAX) {
                findings.add(pi + " takes " + (memory >> 10) + " MiB");
            }
        }
        return findings;
    }
}
