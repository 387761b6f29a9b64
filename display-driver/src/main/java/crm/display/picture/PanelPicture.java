package crm.display.picture;

import crm.display.frame.Frame;

/** A frame as it looks on glass: in the inks' real colours, enlarged, within the panel's rim. */
public final class PanelPicture {

    /** Sides of a dot in the picture. */
    private static final int SCALE = 3;

    private static final int RIM = 12;
    private static final int BOARD = 10;
    private static final int BORDER = RIM + BOARD;

    private static final int PAPER = 0;
    private static final int BLACK = 1;
    private static final int RED = 2;
    private static final int GLASS = 3;
    private static final int PLATE = 4;
    private static final int[] COLOURS = {0xecebe4, 0x26272b, 0xb5232a, 0xd9d8d0, 0x1d3a2f};

    private PanelPicture() {}

    /** The picture as a PNG. */
    public static byte[] png(Frame frame) {
        int width = frame.width() * SCALE + 2 * BORDER;
        int height = frame.height() * SCALE + 2 * BORDER;
        return PngWriter.encode(width, height, COLOURS, (x, y) -> {
            int fromEdge = Math.min(Math.min(x, width - 1 - x), Math.min(y, height - 1 - y));
            if (fromEdge < BOARD) {
                return PLATE;
            }
            return fromEdge < BORDER ? GLASS : ink(frame, (x - BORDER) / SCALE, (y - BORDER) / SCALE);
        });
    }

    private static int ink(Frame frame, int x, int y) {
        return switch (frame.at(x, y)) {
            case WHITE -> PAPER;
            case BLACK -> BLACK;
            case RED -> RED;
        };
    }
}
