package crm.demo.simulation.chaos;

/** How a scenario ended. */
public sealed interface Verdict {

    /** Every invariant held. */
    record Held() implements Verdict {}

    /**
     * One did not.
     *
     * @param invariant its name
     * @param what is wrong, one sentence
     * @param transcript what happened up to then; empty if none was kept
     */
    record Broken(String invariant, String what, String transcript) implements Verdict {}
}
