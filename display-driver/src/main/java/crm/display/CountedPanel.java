package crm.display;

import crm.display.frame.Frame;
import crm.transition.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts how often a panel was redrawn in all its life, in a small file: e-Paper endures a limited number. A count that
 * cannot be read or written never keeps the panel from being drawn.
 *
 * @param panel the panel that is drawn
 * @param file holds the count, a decimal number
 */
public record CountedPanel(Panel panel, Path file) implements Panel {

    private static final Logger log = LoggerFactory.getLogger(CountedPanel.class);

    @Override
    public Outcome draw(Frame frame) {
        // Counted before the outcome is known: a drawing that failed half-way wears the panel all the same.
        count();
        return panel.draw(frame);
    }

    /** How often it was redrawn so far. */
    public long redraws() {
        try {
            return Files.exists(file) ? Long.parseLong(Files.readString(file).strip()) : 0;
        } catch (IOException | NumberFormatException unreadable) {
            log.warn("the redraws counted in {} cannot be read, counting anew: {}", file, unreadable.getMessage());
            return 0;
        }
    }

    private void count() {
        try {
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(fresh, (redraws() + 1) + "\n");
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unwritable) {
            log.warn("the redraws cannot be counted in {}: {}", file, unwritable.getMessage());
        }
    }
}
