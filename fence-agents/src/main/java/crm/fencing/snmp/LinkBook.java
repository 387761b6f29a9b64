package crm.fencing.snmp;

import crm.model.NodeName;
import crm.state.LinkState;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Which links were last reported, so that each change is told once, however often a trap arrives and however old a
 * polled state is. One thread at a time.
 */
final class LinkBook {

    /** For so long after a trap a poll that says otherwise is taken for old news. */
    static final Duration TRAP_OUTWEIGHS_POLL = Duration.ofSeconds(5);

    private final Map<NodeName, Reported> reported = new HashMap<>();

    private record Reported(LinkState link, boolean byTrap, long atNanos) {}

    /** A trap came. @return whether that is news */
    boolean trap(NodeName node, LinkState link, long nowNanos) {
        Reported before = reported.put(node, new Reported(link, true, nowNanos));
        return before == null || before.link() != link;
    }

    /** A poll ended. @return whether that is news */
    boolean poll(NodeName node, LinkState link, long nowNanos) {
        Reported before = reported.get(node);
        if (before != null && before.link() == link) {
            return false;
        }
        boolean outweighed =
                before != null && before.byTrap() && nowNanos - before.atNanos() < TRAP_OUTWEIGHS_POLL.toNanos();
        if (outweighed) {
            return false;
        }
        reported.put(node, new Reported(link, false, nowNanos));
        return true;
    }
}
