package crm.state;

/** Whether enough voters are together to act. */
public sealed interface Quorum {

    /** Voters present. */
    int present();

    /** Voters configured. */
    int configured();

    /** A majority is together. */
    record Held(int present, int configured) implements Quorum {}

    /** Too few are together; nothing may be started. */
    record Lost(int present, int configured) implements Quorum {}

    /** Too few are together, and never were enough since the cluster came up: nobody may be fenced for the loss. */
    record NeverHeld(int present, int configured) implements Quorum {}

    /** A majority of {@code configured} voters, strictly more than half. */
    static Quorum of(int present, int configured) {
        return 2 * present > configured ? new Held(present, configured) : new Lost(present, configured);
    }

    default boolean held() {
        return this instanceof Held;
    }

    /** How many voters make a majority. */
    default int needed() {
        return configured() / 2 + 1;
    }
}
