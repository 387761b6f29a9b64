package crm.model;

import java.util.Locale;
import java.util.Optional;

/** What an instance does on a node. The order is the order of rank: a later role includes the earlier ones. */
public enum Role {
    /** Not active. */
    STOPPED("Stopped"),
    /** Active; the resource knows no promotion. */
    STARTED("Started"),
    /** Active, not promoted; only instances of promotable clones. */
    UNPROMOTED("Unpromoted"),
    /** Active and promoted; only instances of promotable clones. */
    PROMOTED("Promoted");

    private final String text;

    Role(String text) {
        this.text = text;
    }

    /** Reads a role as configurations write it, Pacemaker's older {@code Master} and {@code Slave} included. */
    public static Optional<Role> parse(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "stopped" -> Optional.of(STOPPED);
            case "started" -> Optional.of(STARTED);
            case "unpromoted", "slave" -> Optional.of(UNPROMOTED);
            case "promoted", "master" -> Optional.of(PROMOTED);
            default -> Optional.empty();
        };
    }

    @Override
    public String toString() {
        return text;
    }
}
