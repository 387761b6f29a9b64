package crm.display;

import crm.display.frame.Frame;
import crm.transition.Outcome;

/** Something that can show a frame and keeps showing it. */
public interface Panel {

    /**
     * Shows a frame. May take as long as the panel needs, but has a deadline of its own; a timeout means that nobody
     * knows what is on the glass.
     */
    Outcome draw(Frame frame);
}
