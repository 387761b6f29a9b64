package crm.fencing.snmp;

import crm.fencing.snmp.PortReply.Reading;
import crm.state.PowerProof;
import crm.state.PowerProof.Evidence;

/**
 * What may be concluded from a port's reading about the node behind it. Everything the cluster does to avoid running a
 * service twice rests on these rules, so they are few, and each errs towards not knowing.
 */
final class PowerJudgement {

    private PowerJudgement() {}

    /** A conclusion. */
    sealed interface Verdict {}

    /** The node has no power. */
    record Dark(Evidence evidence) implements Verdict {}

    /** Power flows, or may flow. */
    record Lit(String what) implements Verdict {}

    /** Nothing can be concluded. */
    record Unclear(String why) implements Verdict {}

    /**
     * What was learnt of a port before.
     *
     * @param poeExpected a PoE row was seen, or the configuration demands one
     * @param fedTheNode when the port last had a link it gave power, and the node took it
     * @param cableReportedOut a trap said just now that the link is gone
     */
    record Memory(boolean poeExpected, boolean fedTheNode, boolean cableReportedOut) {}

    /** What a port that nobody has just switched off tells. */
    static Verdict asFound(String port, Reading reading, Memory memory) {
        return switch (reading.admin()) {
            case DOWN ->
                reading.poe().filter(Poe::poweredOn).isPresent()
                        ? new Lit(port + " is switched off but goes on delivering power")
                        : afterOff(port, reading, memory);
            case TESTING -> new Unclear(port + " is in testing mode");
            case UP ->
                reading.poe().isPresent()
                        ? byLoad(port, reading, reading.poe().get(), memory)
                        : new Unclear(noTable(port, memory));
        };
    }

    /** What a port tells after it was told to go down; {@link Unclear} may still change. */
    static Verdict afterOff(String port, Reading reading, Memory memory) {
        if (reading.admin() != AdminStatus.DOWN) {
            return new Unclear(port + " still says that it is switched on");
        }
        if (reading.poe().isEmpty()) {
            return memory.poeExpected()
                    ? new Unclear(port + " is switched off, but is not in the PoE table any more")
                    : new Dark(new PowerProof.PortOff(port, reading.ifIndex()));
        }
        Poe poe = reading.poe().get();
        return poe.dark()
                ? new Dark(new PowerProof.PortOff(port, reading.ifIndex()))
                : new Unclear(port + " is switched off, but the PoE table says " + poe);
    }

    private static Verdict byLoad(String port, Reading reading, Poe poe, Memory memory) {
        if (poe.poweredOn()) {
            return new Lit(port + " delivers power (" + poe + ")");
        }
        if (!poe.dark()) {
            return new Unclear(
                    "the PoE table says " + poe + " of " + port + ": power may return, or come from elsewhere");
        }
        if (!memory.fedTheNode()) {
            return new Unclear(port + " was never seen to feed the node, so that it is dark proves nothing");
        }
        if (reading.linkUp().orElse(false) && !memory.cableReportedOut()) {
            return new Unclear(port + " delivers no power but has a link: the node has another supply");
        }
        return new Dark(new PowerProof.NoLoad(port, reading.ifIndex(), poe.word()));
    }

    private static String noTable(String port, Memory memory) {
        return memory.poeExpected()
                ? port + " is not in the PoE table any more"
                : "the switch has no PoE table, so nothing is known of " + port + " without switching it off";
    }
}
