package crm.membership.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.coordination.Event;
import crm.coordination.Event.LeadershipChanged;
import crm.model.NodeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LeadershipTest {

    private static final NodeName SELF = new NodeName("pi1");
    private static final NodeName OTHER = new NodeName("pi2");

    private final List<Event> told = new ArrayList<>();
    private final Leadership leadership = new Leadership(SELF, told::add);

    private static LeadershipChanged leads(long term, NodeName node) {
        return new LeadershipChanged(term, Optional.of(node));
    }

    private static LeadershipChanged nobody(long term) {
        return new LeadershipChanged(term, Optional.empty());
    }

    @Test
    void announcesAnotherLeaderAtOnce() {
        leadership.learned(1, Optional.of(OTHER));
        leadership.learned(1, Optional.of(OTHER));
        assertEquals(List.of(leads(1, OTHER)), told);
    }

    @Test
    void announcesItselfWhenARecordOfItsTermIsAgreedOn() {
        leadership.learned(1, Optional.of(OTHER));
        leadership.learned(2, Optional.of(SELF));
        leadership.applied(1);
        assertTrue(leadership.waits());
        assertEquals(List.of(leads(1, OTHER), nobody(2)), told);
        leadership.applied(2);
        leadership.applied(2);
        assertFalse(leadership.waits());
        leadership.learned(2, Optional.of(SELF));
        assertEquals(List.of(leads(1, OTHER), nobody(2), leads(2, SELF)), told);
    }

    @Test
    void announcesNobodyWhenTheLeadIsLost() {
        leadership.learned(2, Optional.of(SELF));
        leadership.applied(2);
        leadership.learned(2, Optional.empty());
        leadership.applied(2);
        assertEquals(List.of(nobody(2), leads(2, SELF), nobody(2)), told);
    }

    @Test
    void hearsNothingOfTermsThatAreOver() {
        leadership.learned(3, Optional.empty());
        leadership.learned(2, Optional.of(OTHER));
        assertEquals(List.of(nobody(3)), told);
    }
}
