package crm.fencing.snmp;

import crm.state.FencingOutcome;
import java.util.List;

/** Why an action on a port cannot go on, and as what it ends. Never as {@code Off}. */
final class PortTrouble extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean refused;
    private final String why;

    private PortTrouble(boolean refused, String why) {
        super(why);
        this.refused = refused;
        this.why = why;
    }

    /** The device answered and will not, or must not be let. */
    static PortTrouble refused(String why) {
        return new PortTrouble(true, why);
    }

    /** Nobody can say. */
    static PortTrouble notKnown(String why) {
        return new PortTrouble(false, why);
    }

    /** Several in a row: a refusal only if every one of them was. */
    static PortTrouble all(List<PortTrouble> troubles, String why) {
        return new PortTrouble(troubles.stream().allMatch(trouble -> trouble.refused), why);
    }

    FencingOutcome outcome() {
        return refused ? new FencingOutcome.Refused(why) : new FencingOutcome.NotKnown(why);
    }

    String why() {
        return why;
    }
}
