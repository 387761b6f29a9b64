package crm.journal;

import crm.state.PowerProof;
import crm.state.PowerProof.AgentReported;
import crm.state.PowerProof.Confirmed;
import crm.state.PowerProof.NoLoad;
import crm.state.PowerProof.PortOff;
import crm.state.PowerProof.SwitchedOff;
import crm.state.PowerProof.WatchdogExpired;

/** How a proof reads to a person. */
public final class Evidences {

    private Evidences() {}

    /** One plain sentence without a full stop. */
    public static String sentence(PowerProof proof) {
        return switch (proof.evidence()) {
            case PortOff off -> "switch port " + off.port() + " is off and says so itself";
            case NoLoad dark -> "switch port " + dark.port() + " delivers no power (" + dark.poeStatus() + ")";
            case SwitchedOff off -> "outlet " + off.outlet() + " is switched off";
            case Confirmed confirmed -> confirmed.person() + " says that it is off";
            case WatchdogExpired expired ->
                "its watchdog must have reset it after " + expired.silence().toMillis() / 1000 + " s of silence";
            case AgentReported agent -> agent.agent() + " reports that it is off";
        };
    }
}
