package crm.configuration;

import java.util.List;
import java.util.Optional;

/** Names that configurations may use: those Pacemaker renamed, and the nearest known one to a misspelt one. */
final class OptionNames {

    private OptionNames() {}

    private record Renamed(String older, String newer) {}

    private static final List<Renamed> RENAMED = List.of(
            new Renamed("stonith-enabled", "fencing-enabled"),
            new Renamed("stonith-action", "fencing-action"),
            new Renamed("stonith-timeout", "fencing-timeout"),
            new Renamed("stonith-max-attempts", "fencing-max-attempts"),
            new Renamed("stonith-watchdog-timeout", "fencing-watchdog-timeout"),
            new Renamed("fence-reaction", "fencing-reaction"),
            new Renamed("stop-orphan-resources", "stop-removed-resources"),
            new Renamed("stop-orphan-actions", "cancel-removed-actions"));

    /** The other name of an option that has two. */
    static Optional<String> twin(String name) {
        for (Renamed renamed : RENAMED) {
            if (renamed.newer.equals(name)) {
                return Optional.of(renamed.older);
            }
            if (renamed.older.equals(name)) {
                return Optional.of(renamed.newer);
            }
        }
        return Optional.empty();
    }

    /** The known name that differs least from {@code name}, if it differs little enough to be a slip. */
    static Optional<String> nearest(String name, List<String> known) {
        String best = null;
        int bestDistance = Math.max(2, name.length() / 3) + 1;
        for (String candidate : known) {
            int distance = distance(name, candidate);
            if (distance < bestDistance) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Levenshtein's distance: insertions, deletions and changes of one letter. */
    private static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[b.length()];
    }
}
