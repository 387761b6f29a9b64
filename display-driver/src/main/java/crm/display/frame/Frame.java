package crm.display.frame;

import java.util.BitSet;
import java.util.Objects;

/**
 * A picture of black, red and white dots, as a panel shows it. Never changes. Drawn on a {@link Canvas}.
 *
 * <p>The picture lies as a person looks at it: the first dot is the left one of the top row.
 */
public final class Frame {

    private final int width;
    private final int height;
    private final BitSet black;
    private final BitSet red;

    Frame(int width, int height, BitSet black, BitSet red) {
        this.width = width;
        this.height = height;
        this.black = (BitSet) black.clone();
        this.red = (BitSet) red.clone();
    }

    /** In dots. */
    public int width() {
        return width;
    }

    /** In dots. */
    public int height() {
        return height;
    }

    /** The ink at a dot of the picture; anything else is a mistake of ours. */
    public Ink at(int x, int y) {
        int dot = Objects.checkIndex(y, height) * width + Objects.checkIndex(x, width);
        if (red.get(dot)) {
            return Ink.RED;
        }
        return black.get(dot) ? Ink.BLACK : Ink.WHITE;
    }

    /** Whether any dot is red; such a frame cannot be shown on a panel of two inks. */
    public boolean usesRed() {
        return !red.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Frame that
                && width == that.width
                && height == that.height
                && black.equals(that.black)
                && red.equals(that.red);
    }

    @Override
    public int hashCode() {
        return Objects.hash(width, height, black, red);
    }

    @Override
    public String toString() {
        return width + "×" + height + " frame, " + black.cardinality() + " black, " + red.cardinality() + " red";
    }
}
