package crm.printer.receipt;

import java.util.BitSet;

/**
 * A picture of black dots.
 *
 * @param width in dots
 * @param height in dots
 * @param dots row by row from the top; set is black
 */
record Raster(int width, int height, BitSet dots) {

    Raster {
        dots = (BitSet) dots.clone();
    }

    boolean black(int x, int y) {
        return dots.get(y * width + x);
    }
}
