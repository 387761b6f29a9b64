package crm.display.layout;

import crm.display.frame.Ink;

/** The inks of a panel. */
public enum Palette {
    BLACK_WHITE(Ink.BLACK),
    BLACK_WHITE_RED(Ink.RED);

    private final Ink attention;

    Palette(Ink attention) {
        this.attention = attention;
    }

    /** The ink for what needs a person's attention, and for nothing else. */
    Ink attention() {
        return attention;
    }
}
