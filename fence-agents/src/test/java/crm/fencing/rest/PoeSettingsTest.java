package crm.fencing.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class PoeSettingsTest {

    private static final List<String> NODES = List.of("ether2", "ether3");

    private static String port(String name, int priority) {
        return "{\"name\":\"" + name + "\",\"poe-out\":\"auto-on\",\"poe-priority\":\"" + priority + "\"}";
    }

    @Example
    void theStorageMustBeCutLast() throws IOException {
        var equal =
                PoeSettings.parse("[" + port("ether2", 10) + "," + port("ether3", 10) + "," + port("ether5", 10) + "]");
        assertEquals(1, equal.warnings(NODES, Optional.of("ether5")).size());
        var right =
                PoeSettings.parse("[" + port("ether2", 10) + "," + port("ether3", 10) + "," + port("ether5", 0) + "]");
        assertEquals(List.of(), right.warnings(NODES, Optional.of("ether5")));
        assertEquals(List.of(), equal.warnings(NODES, Optional.empty()));
    }

    @Example
    void readsNumbersAndTruthValuesAsTextAndLeavesOutWhatIsNested() throws IOException {
        var settings = PoeSettings.parse(
                "[{\"name\":\"ether2\",\"poe-priority\":10,\"power-cycle-ping-enabled\":true,\"x\":{\"y\":[1]}}]");
        assertEquals("10", settings.ports().firstEntry().getValue().get("poe-priority"));
        assertEquals(1, settings.warnings(NODES, Optional.empty()).size());
    }

    @Example
    void bothMenusCount() throws IOException {
        var one = PoeSettings.parse("[{\"name\":\"ether2\",\"comment\":\"pi1\"}]");
        var other = PoeSettings.parse("[{\"name\":\"ether2\",\"power-cycle-ping-enabled\":\"yes\"}]");
        assertEquals(1, one.and(other).warnings(NODES, Optional.empty()).size());
    }

    @Property(tries = 2000)
    void whateverIsAnsweredIsReadOrRefused(@ForAll String text) {
        try {
            PoeSettings.parse(text).warnings(NODES, Optional.of("ether5"));
        } catch (IOException refused) {
            assertTrue(refused.getMessage() != null);
        }
    }

    @Example
    void anObjectWhereAListBelongsIsRefused() {
        assertThrows(IOException.class, () -> PoeSettings.parse("{\"error\":404}"));
        assertThrows(IOException.class, () -> PoeSettings.parse(""));
        assertThrows(IOException.class, () -> PoeSettings.parse("[{\"name\":"));
    }
}
