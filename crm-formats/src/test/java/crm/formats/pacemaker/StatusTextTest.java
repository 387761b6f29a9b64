package crm.formats.pacemaker;

import static crm.formats.pacemaker.Plans.cloned;
import static crm.formats.pacemaker.Plans.group;
import static crm.formats.pacemaker.Plans.node;
import static crm.formats.pacemaker.Plans.primitive;
import static org.junit.jupiter.api.Assertions.assertEquals;

import crm.model.Node;
import crm.model.Role;
import crm.policy.NodeOutlook;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusTextTest {

    private static NodeOutlook special(String name, Node.Kind kind, boolean online, boolean standby, Integer health) {
        return new NodeOutlook(
                node(name),
                name,
                kind,
                online,
                Optional.empty(),
                false,
                standby,
                false,
                false,
                false,
                Optional.ofNullable(health),
                List.of());
    }

    @Test
    void everyoneWithSomethingToSayHasALineAndTheOthersShareOne() {
        var plans = new Plans()
                .online("node10", "node2")
                .unclean("node3")
                .with(special("far", Node.Kind.REMOTE, true, false, 5))
                .with(special("idle", Node.Kind.MEMBER, true, true, 5))
                .with(special("ill", Node.Kind.MEMBER, true, false, -5))
                .with(special("gone", Node.Kind.MEMBER, false, false, 5))
                .with(primitive("web").now(Role.STARTED, "idle"));
        assertEquals("""
            Current cluster status:
              * Node List:
                * Node idle: standby (with active resources)
                * Node ill: online (health is RED)
                * Node node3: UNCLEAN (offline)
                * Online: [ node2 node10 ]
                * OFFLINE: [ gone ]
                * RemoteOnline: [ far ]

              * Full List of Resources:
                * web\t(ocf:heartbeat:Dummy):\t Started idle
            """, StatusText.of("Current cluster status", plans.listing()));
    }

    @Test
    void aPrimitiveTellsItsStateItsNodesAndItsFlags() {
        var plans = new Plans()
                .online("n1", "n2")
                .unclean("n3")
                .with(primitive("a").meta("target-role", "Stopped"))
                .with(primitive("b").now(Role.STARTED, "n1").failed().blocked())
                .with(primitive("c").now(Role.STARTED, "n2", "n1").unmanaged())
                .with(primitive("d").now(Role.STARTED, "n3"))
                .with(primitive("e").pending("start", "n2"))
                .with(primitive("f").removed().now(Role.STARTED, "n1"))
                .with(primitive("g").removed());
        assertEquals("""
            S:
              * Node List:
                * Node n3: UNCLEAN (offline)
                * Online: [ n1 n2 ]

              * Full List of Resources:
                * a\t(ocf:heartbeat:Dummy):\t Stopped (disabled)
                * b\t(ocf:heartbeat:Dummy):\t FAILED n1 (blocked)
                * c\t(ocf:heartbeat:Dummy):\t Started (unmanaged) [ n2 n1 ]
                * d\t(ocf:heartbeat:Dummy):\t Started n3 (UNCLEAN)
                * e\t(ocf:heartbeat:Dummy):\t Starting n2
                * f\t(ocf:heartbeat:Dummy):\t ORPHANED Started n1
            """, StatusText.of("S", plans.listing()));
        assertEquals(
                "1 of 6 resource instances DISABLED and 1 BLOCKED from further action due to failure\n\n",
                StatusText.preamble(plans.listing()));
    }

    @Test
    void aCloneListsItsNodesByRoleAndFailedInstancesByThemselves() {
        var plans = new Plans()
                .online("n1", "n2", "n3", "n4")
                .with(cloned("ms")
                        .meta("promotable", "true")
                        .of(
                                primitive("p:0").now(Role.PROMOTED, "n1"),
                                primitive("p:1").now(Role.STARTED, "n2"),
                                primitive("p:2").now(Role.STARTED, "n3").failed(),
                                primitive("p:3")));
        assertEquals("""
            S:
              * Node List:
                * Online: [ n1 n2 n3 n4 ]

              * Full List of Resources:
                * Clone Set: ms [p] (promotable):
                  * p\t(ocf:heartbeat:Dummy):\t FAILED n3
                  * Promoted: [ n1 ]
                  * Unpromoted: [ n2 ]
                  * Stopped: [ n4 ]
            """, StatusText.of("S", plans.listing()));
    }

    @Test
    void aUniqueCloneListsEveryInstanceAndAGroupEveryMember() {
        var plans = new Plans()
                .online("n1")
                .with(cloned("u")
                        .meta("globally-unique", "true")
                        .of(group("g:0").of(primitive("a:0").now(Role.STARTED, "n1"), primitive("b:0"))));
        assertEquals("""
            S:
              * Node List:
                * Online: [ n1 ]

              * Full List of Resources:
                * Clone Set: u [g] (unique):
                  * Resource Group: g:0:
                    * a:0\t(ocf:heartbeat:Dummy):\t Started n1
                    * b:0\t(ocf:heartbeat:Dummy):\t Stopped
            """, StatusText.of("S", plans.listing()));
    }

    @Test
    void namesAreOrderedByNumbersAndWithoutRegardToCase() {
        assertEquals(
                List.of("a", "B2", "b10", "c"),
                List.of("c", "b10", "B2", "a").stream().sorted(Ordering.NUMERIC).toList());
    }
}
