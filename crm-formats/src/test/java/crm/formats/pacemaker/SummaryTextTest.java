package crm.formats.pacemaker;

import static crm.formats.pacemaker.Plans.action;
import static crm.formats.pacemaker.Plans.cloned;
import static crm.formats.pacemaker.Plans.fencing;
import static crm.formats.pacemaker.Plans.primitive;
import static crm.formats.pacemaker.Plans.shutdown;
import static org.junit.jupiter.api.Assertions.assertEquals;

import crm.model.Role;
import org.junit.jupiter.api.Test;

class SummaryTextTest {

    @Test
    void everyKindOfChangeHasItsVerbDetailsAndReason() {
        var plans = new Plans()
                .online("n1", "n2")
                .with(primitive("starts").then(Role.STARTED, "n1"))
                .with(primitive("stops").now(Role.STARTED, "n1"))
                .with(primitive("moves").now(Role.STARTED, "n1").then(Role.STARTED, "n2"))
                .with(primitive("recovers").now(Role.STARTED, "n1").failed().then(Role.STARTED, "n1"))
                .with(primitive("restarts").now(Role.STARTED, "n1").then(Role.STARTED, "n1"))
                .with(primitive("stays").now(Role.STARTED, "n1").then(Role.STARTED, "n1"))
                .with(primitive("is-blocked").then(Role.STARTED, "n2"))
                .with(fencing("n3").because("fencing was requested"))
                .with(shutdown("n1"))
                .with(action("starts", "start").on("n1"))
                .with(action("stops", "stop").on("n1").because("node availability"))
                .with(action("moves", "stop").on("n1"))
                .with(action("moves", "start").on("n2"))
                .with(action("recovers", "stop").on("n1"))
                .with(action("recovers", "start").on("n1"))
                .with(action("restarts", "stop").on("n1"))
                .with(action("restarts", "start").on("n1").because("required starts start"))
                .with(action("stays", "start").on("n1").optional())
                .with(action("is-blocked", "start").on("n2").unrunnable().because("no quorum"));
        assertEquals("""
                Transition Summary:
                  * Fence (reboot) n3 'fencing was requested'
                  * Start      starts         (       n1 )
                  * Stop       stops          (       n1 )  due to node availability
                  * Move       moves          ( n1 -> n2 )
                  * Recover    recovers       (       n1 )
                  * Restart    restarts       (       n1 )  due to required starts start
                  * Start      is-blocked     (       n2 )  due to no quorum (blocked)
                """, SummaryText.of(plans.plan()));
    }

    @Test
    void rolesAreToldWherePromotionPlaysAPart() {
        var plans = new Plans()
                .online("n1", "n2")
                .with(cloned("ms")
                        .meta("promotable", "true")
                        .of(
                                primitive("p:0").now(Role.PROMOTED, "n1").then(Role.UNPROMOTED, "n1"),
                                primitive("p:1").now(Role.UNPROMOTED, "n2").then(Role.PROMOTED, "n2"),
                                primitive("p:2").then(Role.PROMOTED, "n1"),
                                primitive("p:3").now(Role.UNPROMOTED, "n1").then(Role.STOPPED)))
                .with(action("p:0", "demote").on("n1"))
                .with(action("p:1", "promote").on("n2"))
                .with(action("p:2", "start").on("n1"))
                .with(action("p:2", "promote").on("n1"))
                .with(action("p:3", "stop").on("n1"));
        assertEquals("""
                Transition Summary:
                  * Demote     p:0     ( Promoted -> Unpromoted n1 )
                  * Promote    p:1     ( Unpromoted -> Promoted n2 )
                  * Promote    p:2     (    Stopped -> Promoted n1 )
                  * Stop       p:3     (             Unpromoted n1 )
                """, SummaryText.of(plans.plan()));
    }
}
