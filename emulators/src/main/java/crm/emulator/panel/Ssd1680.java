package crm.emulator.panel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The controller of the newer panels, after the data sheet of the SSD1680: memory of 176 sources and 296 gates, of which
 * the panel shows 122 and 250. In memory a one is white in the black plane and red in the red plane, unless command 21h
 * inverts a plane. On a panel of two inks command 22h chooses between the waveform that clears all and the one that
 * drives only the dots in which the two planes differ, the red one then being the old picture.
 */
final class Ssd1680 implements Controller {

    private static final int WIDTH = 122;
    private static final int HEIGHT = 250;
    private static final int BYTES_IN_ROW = 22;
    private static final int ROWS = 296;
    private static final Duration FULL = Duration.ofSeconds(2);

    /** Bits of command 22h: clock and high voltage on, and show. */
    private static final int SHOWS = 0xc4;

    private static final int SECOND_WAVEFORM = 0x08;

    private final Glass glass = new Glass(WIDTH, HEIGHT);
    private final List<Integer> black = memory();
    private final List<Integer> red = memory();
    private boolean asleep;
    private boolean softReset;
    private int gates;
    private int entryMode;
    private int xFrom;
    private int xTo;
    private int yFrom;
    private int yTo;
    private int x;
    private int y;
    private int updateControl;
    private int updateSequence;
    private final boolean threeInks;

    Ssd1680(boolean threeInks) {
        this.threeInks = threeInks;
    }

    @Override
    public void reset() {
        asleep = false;
        softReset = false;
        registers();
    }

    private void registers() {
        gates = ROWS;
        entryMode = 3;
        xFrom = 0;
        xTo = BYTES_IN_ROW - 1;
        yFrom = 0;
        yTo = ROWS - 1;
        x = 0;
        y = 0;
        updateControl = 0;
        updateSequence = 0xff;
    }

    @Override
    public int dataLength(int command) {
        return switch (command) {
            case 0x12, 0x20 -> 0;
            case 0x01 -> 3;
            case 0x10, 0x11, 0x18, 0x22, 0x3c, 0x4e -> 1;
            case 0x21, 0x44, 0x4f -> 2;
            case 0x45 -> 4;
            case 0x24, 0x26 -> (xTo - xFrom + 1) * (yTo - yFrom + 1);
            default -> throw new Refused(String.format("the controller has no command %02x", command));
        };
    }

    @Override
    public boolean allowedWhileBusy(int command) {
        return false;
    }

    @Override
    public Duration obey(int command, List<Integer> data) {
        switch (command) {
            case 0x12 -> {
                registers();
                softReset = true;
            }
            case 0x01 -> gates = word(data, 0) + 1;
            case 0x11 -> entryMode = data.getFirst() & 7;
            case 0x44 -> xWindow(data);
            case 0x45 -> yWindow(data);
            case 0x4e -> x = data.getFirst();
            case 0x4f -> y = word(data, 0);
            case 0x21 -> updateControl = data.getFirst();
            case 0x22 -> updateSequence = data.getFirst();
            case 0x24 -> write(black, data);
            case 0x26 -> write(red, data);
            case 0x20 -> refresh();
            case 0x10 -> asleep = (data.getFirst() & 3) != 0;
            default -> {
                // Border and thermometer change nothing that can be seen here.
            }
        }
        return switch (command) {
            case 0x12 -> Duration.ofMillis(10);
            case 0x20 -> threeInks ? Duration.ofSeconds(15) : changesOnly() ? Duration.ofMillis(300) : FULL;
            default -> Duration.ZERO;
        };
    }

    private void xWindow(List<Integer> data) {
        xFrom = data.get(0);
        xTo = data.get(1);
        require(xFrom <= xTo && xTo < BYTES_IN_ROW, "a window from byte " + xFrom + " to " + xTo);
    }

    private void yWindow(List<Integer> data) {
        yFrom = word(data, 0);
        yTo = word(data, 2);
        require(yFrom <= yTo && yTo < ROWS, "a window from row " + yFrom + " to " + yTo);
    }

    private void write(List<Integer> plane, List<Integer> data) {
        require(softReset, "memory was written before the software reset");
        require(entryMode == 3, "only counting upwards along the rows is emulated");
        require(x == xFrom && y == yFrom, "the cursor does not stand at the beginning of the window");
        int at = 0;
        for (int row = yFrom; row <= yTo; row++) {
            for (int column = xFrom; column <= xTo; column++) {
                plane.set(row * BYTES_IN_ROW + column, data.get(at++));
            }
        }
        // Having filled the window, the cursor stands where it began.
    }

    private void refresh() {
        require(gates == HEIGHT, "the panel has " + HEIGHT + " gate lines, told " + gates);
        require((updateSequence & SHOWS) == SHOWS, "the update sequence shows nothing");
        if (threeInks) {
            refreshThreeInks();
        } else {
            refreshTwoInks();
        }
        glass.refreshed(!threeInks && changesOnly());
    }

    private boolean changesOnly() {
        return (updateSequence & SECOND_WAVEFORM) != 0;
    }

    private void refreshTwoInks() {
        for (int row = 0; row < HEIGHT; row++) {
            for (int column = 0; column < WIDTH; column++) {
                int wanted = bit(black, column, row);
                if (!changesOnly() || wanted != bit(red, column, row)) {
                    glass.set(column, row, wanted == 1 ? Glass.WHITE : Glass.BLACK);
                }
            }
        }
    }

    private void refreshThreeInks() {
        boolean redInverted = updateControl >> 4 == 8;
        boolean blackInverted = (updateControl & 0xf) == 8;
        for (int row = 0; row < HEIGHT; row++) {
            for (int column = 0; column < WIDTH; column++) {
                boolean redInk = (bit(red, column, row) == 1) != redInverted;
                boolean white = (bit(black, column, row) == 1) != blackInverted;
                glass.set(column, row, redInk ? Glass.RED : white ? Glass.WHITE : Glass.BLACK);
            }
        }
    }

    private static int bit(List<Integer> plane, int x, int y) {
        return plane.get(y * BYTES_IN_ROW + x / 8) >> (7 - x % 8) & 1;
    }

    private static int word(List<Integer> data, int at) {
        return data.get(at) | data.get(at + 1) << 8;
    }

    private static List<Integer> memory() {
        return new ArrayList<>(Collections.nCopies(BYTES_IN_ROW * ROWS, 0x5a));
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new Refused(otherwise);
        }
    }

    @Override
    public boolean busyIsHigh() {
        return true;
    }

    @Override
    public Duration afterReset() {
        return Duration.ofMillis(10);
    }

    @Override
    public boolean asleep() {
        return asleep;
    }

    @Override
    public Glass glass() {
        return glass;
    }
}
