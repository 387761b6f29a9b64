package crm.display.pi;

import com.pi4j.context.Context;
import crm.display.Panel;
import crm.display.epaper.EpaperPanel;
import crm.display.epaper.PanelRevision;
import crm.display.epaper.Stopwatch;
import crm.display.frame.Frame;
import crm.display.layout.Palette;
import crm.display.layout.PanelSize;
import crm.transition.Outcome;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A real panel on this Pi's header, with the context through which its pins are held. */
public final class WiredPanel implements Panel, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(WiredPanel.class);

    private final PanelRevision revision;
    private final EpaperPanel panel;
    private final Context pi4j;

    private WiredPanel(PanelRevision revision, EpaperPanel panel, Context pi4j) {
        this.revision = revision;
        this.panel = panel;
        this.pi4j = pi4j;
    }

    /**
     * Takes the pins.
     *
     * @param name of the panel's revision
     * @throws IOException if there is no such revision, this is no Pi, SPI is off, or a pin is taken
     */
    public static WiredPanel open(String name) throws IOException {
        PanelRevision revision =
                PanelRevision.named(name).orElseThrow(() -> new IOException("there is no panel '" + name + "'"));
        Context pi4j = PinCalls.context();
        try {
            return new WiredPanel(revision, new EpaperPanel(revision, PiHat.open(pi4j), Stopwatch.REAL), pi4j);
        } catch (IOException missing) {
            pi4j.shutdown();
            throw missing;
        }
    }

    public PanelSize size() {
        return revision.size();
    }

    public Palette inks() {
        return revision.inks();
    }

    @Override
    public Outcome draw(Frame frame) {
        return panel.draw(frame);
    }

    @Override
    public void close() {
        try {
            PinCalls.done("the panel's pins cannot be given back", pi4j::shutdown);
        } catch (IOException broken) {
            log.warn("{}", broken.getMessage());
        }
    }
}
