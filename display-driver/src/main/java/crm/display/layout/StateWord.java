package crm.display.layout;

/** A node's state in the one word that is read from two metres away. */
public enum StateWord {
    ACTIVE("ACTIVE", false),
    /** In the cluster and ready; nothing runs here. */
    IDLE("IDLE", false),
    WITNESS("WITNESS", false),
    JOINING("JOINING", false),
    STANDBY("STANDBY", false),
    MAINTENANCE("MAINTENANCE", false),
    /** It left in good order. */
    LEFT("LEFT", false),
    WAS_FENCED("WAS FENCED", true),
    NO_QUORUM("NO QUORUM", true),
    /** The others count this node as lost, or are about to switch it off. */
    CUT_OFF("CUT OFF", true),
    QUARANTINED("QUARANTINED", true);

    private final String text;
    private final boolean alarming;

    StateWord(String text, boolean alarming) {
        this.text = text;
        this.alarming = alarming;
    }

    /** As it is written. */
    public String text() {
        return text;
    }

    /** Whether a person should look. */
    public boolean alarming() {
        return alarming;
    }
}
