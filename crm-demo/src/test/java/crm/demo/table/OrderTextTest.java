package crm.demo.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.demo.table.OrderText.NotUnderstood;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OrderTextTest {

    @Test
    void readsEveryOrder() throws NotUnderstood {
        assertEquals(new Order.Unplug("pi1"), parse("unplug pi1"));
        assertEquals(new Order.Plug("storage"), parse("plug storage"));
        assertEquals(new Order.Panic("pi2"), parse("panic pi2"));
        assertEquals(new Order.Freeze("pi2", Optional.empty()), parse("freeze pi2"));
        assertEquals(new Order.Freeze("pi2", Optional.of(Duration.ofMillis(1500))), parse("freeze pi2 1.5"));
        assertEquals(new Order.Thaw("pi2"), parse("thaw pi2"));
        assertEquals(new Order.Cut("pi3"), parse("cut pi3"));
        assertEquals(new Order.Join("pi3"), parse("join pi3"));
        assertEquals(new Order.Cut("storage"), parse("cut-storage"));
        assertEquals(new Order.Join("storage"), parse("join-storage"));
        assertEquals(new Order.Quirk("stalls", true), parse("switch-quirk stalls on"));
        assertEquals(new Order.SwitchAnswers(false), parse("switch-off"));
        assertEquals(new Order.SwitchAnswers(true), parse("switch-on"));
        assertEquals(new Order.MainPlug(false), parse("main-plug off"));
        assertEquals(new Order.Look(), parse("state"));
        assertEquals(new Order.PutAway(), parse("down"));
    }

    @Test
    void saysWhatIsThereWhenANameIsNot() {
        assertComplaint("unplug pi7", "pi1, pi2, pi3, storage");
        assertComplaint("unplug", "pi1, pi2, pi3, storage");
        assertComplaint("panic client", "there is no \"client\"");
    }

    @Test
    void refusesWhatItDoesNotKnowAndWhatIsTooMuch() {
        assertComplaint("explode", "knows no \"explode\"");
        assertComplaint("main-plug maybe", "on or off");
        assertComplaint("freeze pi1 long", "freeze NODE [SECONDS]");
        assertComplaint("switch-off now", "\"now\" is too much");
    }

    private static Order parse(String line) throws NotUnderstood {
        return OrderText.parse(List.of(line.split(" ")));
    }

    private static void assertComplaint(String line, String part) {
        var complaint = assertThrows(NotUnderstood.class, () -> parse(line));
        assertTrue(String.valueOf(complaint.getMessage()).contains(part), complaint.getMessage());
    }
}
