package crm.display.pi;

import com.pi4j.context.Context;
import crm.display.epaper.EpaperPanel;
import crm.display.epaper.Family;
import crm.display.epaper.PanelRevision;
import crm.display.epaper.PanelWires;
import crm.display.epaper.Stopwatch;
import crm.display.layout.TestCard;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Tries the panel on this Pi's header: says which family it is of, draws the test card, and how long that took. For a
 * person with the HAT in front of her, see docs/on-real-hardware.md.
 */
public final class TryPanel {

    private TryPanel() {}

    /** Ends with 1 if the pins cannot be used, 64 if it was called wrongly. */
    public static void main(String[] arguments) throws InterruptedException {
        Optional<PanelRevision> revision = arguments.length == 1 ? PanelRevision.named(arguments[0]) : Optional.empty();
        if (revision.isEmpty()) {
            System.err.println("Give the revision: "
                    + PanelRevision.all().stream().map(PanelRevision::name).collect(Collectors.joining(", ")));
            System.exit(64);
            return;
        }
        try {
            Context pi4j = PinCalls.context();
            try {
                System.out.println(tried(revision.get(), PiHat.open(pi4j), Stopwatch.REAL));
            } finally {
                pi4j.shutdown();
            }
        } catch (IOException broken) {
            System.err.println(broken.getMessage());
            System.err.println("Is this a Raspberry Pi, with dtparam=spi=on, and is nothing else using the HAT?");
            System.exit(1);
        }
    }

    /** What came of it, for the person. */
    static String tried(PanelRevision revision, PanelWires wires, Stopwatch stopwatch)
            throws IOException, InterruptedException {
        Optional<Family> family = Family.found(wires, stopwatch);
        String found = family.map(known -> "the busy line behaves as "
                        + PanelRevision.all().stream()
                                .filter(known::has)
                                .map(PanelRevision::name)
                                .collect(Collectors.joining(", ")))
                .orElse("the busy line behaves as no panel's: is the HAT seated, is SPI on?");
        if (family.filter(known -> known.has(revision)).isEmpty()) {
            return found + "; nothing was drawn as " + revision.name();
        }
        var begun = stopwatch.elapsed();
        var outcome = new EpaperPanel(revision, wires, stopwatch).draw(TestCard.of(revision.size(), revision.inks()));
        return found + "; the test card as " + revision.name() + ": " + outcome + " after "
                + stopwatch.elapsed().minus(begun).toMillis() + " ms";
    }
}
