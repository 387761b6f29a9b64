package crm.demo.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import crm.demo.table.TableView.Condition;
import crm.demo.table.TableView.Seat;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TableViewTest {

    @Property(tries = 200)
    void whatIsWrittenIsRead(@ForAll("views") TableView view) {
        assertEquals(view, TableView.parse(view.lines()));
    }

    @Test
    void refusesOtherText() {
        assertThrows(IllegalArgumentException.class, () -> TableView.parse(List.of()));
        assertThrows(IllegalArgumentException.class, () -> TableView.parse(List.of("table true true -", "seat")));
    }

    @Provide
    Arbitrary<TableView> views() {
        var truth = Arbitraries.of(true, false);
        var ports = Combinators.combine(Arbitraries.of(Layout.cabled()), truth, truth, truth, truth, truth)
                .as((name, feeds, poe, cable, up, carrier) ->
                        new Port(Layout.portOf(name), name, feeds, poe, cable, up, carrier));
        var seats = Combinators.combine(
                        ports,
                        Arbitraries.of(Port.Power.class),
                        truth,
                        Arbitraries.of(Condition.class),
                        Arbitraries.longs().greaterOrEqual(0))
                .as(Seat::new);
        var quirks =
                Arbitraries.of("stalls", "index-moved", "traps-lost").list().uniqueElements();
        return Combinators.combine(truth, truth, quirks, seats.list().ofMaxSize(5))
                .as(TableView::new);
    }
}
