package crm.model;

import java.util.Optional;

/** What the failure of an operation leads to (Pacemaker Explained, {@code on-fail}). */
public enum OnFail {
    IGNORE("ignore"),
    BLOCK("block"),
    STOP("stop"),
    DEMOTE("demote"),
    RESTART("restart"),
    FENCE("fence"),
    STANDBY("standby"),
    RESTART_CONTAINER("restart-container");

    private final String text;

    OnFail(String text) {
        this.text = text;
    }

    /** Reads the word as configurations write it. */
    public static Optional<OnFail> parse(String text) {
        for (OnFail value : values()) {
            if (value.text.equals(text)) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}
