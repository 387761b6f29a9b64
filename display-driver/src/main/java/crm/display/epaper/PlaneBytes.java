package crm.display.epaper;

import crm.display.epaper.PanelStep.Plane;
import crm.display.frame.Frame;
import crm.display.frame.Ink;

/**
 * A frame's dots in the order in which a panel's memory takes them. The panel stands upright for its controller and
 * lies for people: a row of memory is a column of the frame, beginning with the last. A row ends with a full byte; dots
 * beyond the edge are white.
 */
final class PlaneBytes {

    private PlaneBytes() {}

    /**
     * One plane; the first dot is the highest bit of the first byte.
     *
     * @param shown what is on the glass now
     */
    static byte[] of(Frame frame, Frame shown, Plane plane) {
        return switch (plane) {
            case BLACK -> whiteAsOnes(frame, Ink.BLACK);
            case RED -> whiteAsOnes(frame, Ink.RED);
            case RED_AS_ONES -> inverted(whiteAsOnes(frame, Ink.RED));
            case SHOWN_BLACK -> whiteAsOnes(shown, Ink.BLACK);
        };
    }

    private static byte[] inverted(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) ~bytes[i];
        }
        return bytes;
    }

    private static byte[] whiteAsOnes(Frame frame, Ink ink) {
        int rows = frame.width();
        int bytesInRow = (frame.height() + 7) / 8;
        var bytes = new byte[rows * bytesInRow];
        for (int row = 0; row < rows; row++) {
            for (int dot = 0; dot < bytesInRow * 8; dot++) {
                boolean white = dot >= frame.height() || frame.at(frame.width() - 1 - row, dot) != ink;
                if (white) {
                    bytes[row * bytesInRow + dot / 8] |= (byte) (0x80 >> dot % 8);
                }
            }
        }
        return bytes;
    }
}
