package crm.demo.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crm.demo.table.Layout;
import crm.demo.table.Port;
import crm.demo.table.TableView;
import crm.demo.table.TableView.Condition;
import crm.demo.table.TableView.Seat;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableDrawingTest {

    @Test
    void drawsEveryPortItsCableAndWhatIsAtItsEnd() {
        var view = new TableView(
                true,
                true,
                List.of("traps-lost"),
                List.of(
                        seat("client", true, true, Port.Power.NONE, Condition.DARK),
                        seat("pi1", true, true, Port.Power.FEEDING, Condition.RUNNING),
                        seat("pi2", false, false, Port.Power.WAITING, Condition.DARK),
                        seat("pi3", true, true, Port.Power.FEEDING, Condition.PANICKED),
                        seat("storage", true, true, Port.Power.FEEDING, Condition.BOOTING)));

        var runs = new LinkedHashMap<String, List<String>>();
        runs.put("pi1", List.of("address", "server"));
        var cluster = new ClusterSeen("Everything runs, without pi2.", runs);

        assertEquals(
                """
                ┌───────────────────────────────────────────────────────────────────────────────┐
                │ PoE switch 192.168.88.1: SNMP answers, quirks: traps-lost                     │
                ├───────────────┬───────────────┬───────────────┬───────────────┬───────────────┤
                │    ether1     │    ether2     │    ether3     │    ether4     │    ether5     │
                │    ● link     │    ● link     │   ○ no link   │    ● link     │    ● link     │
                │               │    ↯ power    │    waiting    │    ↯ power    │    ↯ power    │
                └───────┬───────┴───────┬───────┴───────────────┴───────┬───────┴───────┬───────┘
                        │               │               ╷               │               │
                     client            pi1             pi2             pi3           storage
                                      runs          unplugged     kernel panic        boots
                  192.168.88.50   192.168.88.11   192.168.88.12   192.168.88.13   192.168.88.5
                                    ■ address
                                    ■ server

                Everything runs, without pi2.

                ┌╌╌ the last receipt ╌╌╌╌╌╌╌╌╌╌╌╌╌╌┐
                ┊ RECEIPT No 7                     ┊
                ┊ pi2 lost its cable               ┊
                └╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┘
                """,
                String.join(
                                "\n",
                                TableDrawing.of(view, cluster, List.of("RECEIPT No 7", "pi2 lost its cable")).stream()
                                        .map(String::stripTrailing)
                                        .toList())
                        + "\n");
    }

    private static Seat seat(String name, boolean cable, boolean link, Port.Power power, Condition condition) {
        var feeds = !name.equals(Layout.CLIENT);
        var port = new Port(Layout.portOf(name), name, feeds, feeds, cable, true, link);
        return new Seat(port, power, false, condition, 0);
    }
}
