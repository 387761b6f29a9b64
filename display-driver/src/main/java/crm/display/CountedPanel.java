package crm.display;

import crm.display.frame.Frame;
import crm.transition.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts how often a panel was redrawn in all its life, and remembers when it was last, in a small file: e-Paper endures a
 * limited number, and none soon after another, whoever draws. What cannot be read or written never keeps the panel from
 * being drawn for longer than usual.
 */
public final class CountedPanel implements Panel {

    private static final Logger log = LoggerFactory.getLogger(CountedPanel.class);

    private final Panel panel;
    private final Path file;
    private final Supplier<MachineTime> time;

    /**
     * What the file says: two lines, the count and the time of the last redraw.
     *
     * @param last empty if there was none, or nobody knows when
     */
    private record Wear(long redraws, Optional<MachineTime> last) {

        private static final Wear NONE = new Wear(0, Optional.empty());

        static Wear parse(String text) {
            Iterator<String> lines = text.lines().iterator();
            long redraws = Long.parseLong(lines.hasNext() ? lines.next().strip() : "");
            return new Wear(redraws, lines.hasNext() ? MachineTime.parse(lines.next()) : Optional.empty());
        }

        String text() {
            return redraws + "\n" + last.map(time -> time.text() + "\n").orElse("");
        }
    }

    /**
     * Counts for a panel.
     *
     * @param panel the panel that is drawn
     * @param file holds the count and the time of the last redraw
     */
    public CountedPanel(Panel panel, Path file) {
        this(panel, file, MachineTime::now);
    }

    CountedPanel(Panel panel, Path file, Supplier<MachineTime> time) {
        this.panel = panel;
        this.file = file;
        this.time = time;
    }

    @Override
    public Outcome draw(Frame frame) {
        // Counted before the outcome is known: a drawing that failed half-way wears the panel all the same.
        count();
        return panel.draw(frame);
    }

    /** How often it was redrawn so far. */
    public long redraws() {
        return wear().redraws();
    }

    /** How long it has not been redrawn, at least; zero if that is not known. */
    public Duration rested() {
        Wear wear = wear();
        boolean never = wear.redraws() == 0 && Files.notExists(file);
        return never
                ? Duration.ofSeconds(Long.MAX_VALUE)
                : wear.last().map(time.get()::atLeastSince).orElse(Duration.ZERO);
    }

    private Wear wear() {
        try {
            return Files.exists(file) ? Wear.parse(Files.readString(file)) : Wear.NONE;
        } catch (IOException | NumberFormatException unreadable) {
            log.warn("the redraws counted in {} cannot be read, counting anew: {}", file, unreadable.getMessage());
            return Wear.NONE;
        }
    }

    private void count() {
        try {
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(
                    fresh,
                    new Wear(redraws() + 1, Optional.of(time.get())).text(),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.SYNC);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unwritable) {
            log.warn("the redraws cannot be counted in {}: {}", file, unwritable.getMessage());
        }
    }
}
