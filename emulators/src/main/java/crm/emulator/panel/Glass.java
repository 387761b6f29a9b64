package crm.emulator.panel;

import crm.emulator.picture.Picture;

/**
 * What can be seen on a panel, as it stands upright with its connector at the bottom: 0 white, 1 black, 2 red. It stays
 * when the power goes.
 */
public final class Glass {

    public static final int WHITE = 0;
    public static final int BLACK = 1;
    public static final int RED = 2;

    private final int width;
    private final int height;
    private final byte[] dots;
    private int refreshes;
    private int changesInARow;

    Glass(int width, int height) {
        this.width = width;
        this.height = height;
        this.dots = new byte[width * height];
    }

    /** Upright: the short side. */
    public int width() {
        return width;
    }

    /** Upright: the long side. */
    public int height() {
        return height;
    }

    public int at(int x, int y) {
        return dots[y * width + x];
    }

    /** How often it was refreshed. */
    public int refreshes() {
        return refreshes;
    }

    void set(int x, int y, int colour) {
        dots[y * width + x] = (byte) colour;
    }

    /** How often dots were changed since the glass was last cleared as a whole: each time leaves a little of the old. */
    public int changesInARow() {
        return changesInARow;
    }

    void refreshed(boolean changesOnly) {
        refreshes++;
        changesInARow = changesOnly ? changesInARow + 1 : 0;
    }

    /** The glass as a person looks at it: turned so that it lies. */
    public Picture lying() {
        var picture = new Picture(/* width= */ height, /* height= */ width, 0xecebe4, 0x26272b, 0xb5232a);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                picture.dot(height - 1 - y, x, at(x, y));
            }
        }
        return picture;
    }
}
