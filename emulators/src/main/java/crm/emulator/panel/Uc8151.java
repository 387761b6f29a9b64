package crm.emulator.panel;

import java.time.Duration;
import java.util.List;

/**
 * The controller of the older panels, after the data sheets of the UC8151 family: 104 sources, 212 gates, two planes.
 * Whether a one is white or ink is told by DDX in command 50h.
 */
final class Uc8151 implements Controller {

    private static final int WIDTH = 104;
    private static final int HEIGHT = 212;
    private static final int PLANE = WIDTH / 8 * HEIGHT;

    private final Glass glass = new Glass(WIDTH, HEIGHT);
    private List<Integer> black = List.of();
    private List<Integer> red = List.of();
    private boolean powered;
    private boolean asleep;
    private boolean panelSet;
    private boolean resolutionSet;

    /** DDX, bits 5 and 4 of command 50h; after a reset 01b. */
    private int polarity = 1;

    private final boolean twoSettings;

    /**
     * A controller.
     *
     * @param twoSettings whether command 00h takes a second byte, as it does in the later members of the family
     */
    Uc8151(boolean twoSettings) {
        this.twoSettings = twoSettings;
    }

    @Override
    public void reset() {
        powered = false;
        asleep = false;
        panelSet = false;
        resolutionSet = false;
        polarity = 1;
    }

    @Override
    public int dataLength(int command) {
        return switch (command) {
            case 0x00 -> twoSettings ? 2 : 1;
            case 0x06, 0x61 -> 3;
            case 0x02, 0x04, 0x12, 0x71 -> 0;
            case 0x07, 0x50 -> 1;
            case 0x10, 0x13 -> PLANE;
            default -> throw new Refused(String.format("the controller has no command %02x", command));
        };
    }

    @Override
    public boolean allowedWhileBusy(int command) {
        return command == 0x71;
    }

    @Override
    public Duration obey(int command, List<Integer> data) {
        switch (command) {
            case 0x00 -> set(data);
            case 0x04 -> powered = true;
            case 0x02 -> powered = false;
            case 0x07 -> sleep(data);
            case 0x50 -> polarity = data.getFirst() >> 4 & 3;
            case 0x61 -> resolution(data);
            case 0x10 -> black = data;
            case 0x13 -> red = data;
            case 0x12 -> refresh();
            default -> {
                // Booster settings and the question for the state change nothing that can be seen.
            }
        }
        return switch (command) {
            case 0x04 -> Duration.ofMillis(80);
            case 0x02 -> Duration.ofMillis(40);
            case 0x12 -> Duration.ofSeconds(15);
            default -> Duration.ZERO;
        };
    }

    private void set(List<Integer> data) {
        int settings = data.getFirst();
        require((settings & 0x10) == 0, "the panel has three inks and was set to two");
        require((settings & 0x0c) == 0x0c, "scanning is set against the panel's wiring: the picture would be mirrored");
        require((settings & 0x02) == 0x02, "the booster is off");
        panelSet = true;
    }

    private void resolution(List<Integer> data) {
        int width = data.get(0);
        int height = data.get(1) << 8 | data.get(2);
        require(
                width == WIDTH && height == HEIGHT,
                "the panel is " + WIDTH + "×" + HEIGHT + ", told " + width + "×" + height);
        resolutionSet = true;
    }

    private void sleep(List<Integer> data) {
        require(data.getFirst() == 0xa5, "deep sleep needs its check byte");
        require(!powered, "deep sleep with the power still on wears the panel");
        asleep = true;
    }

    private void refresh() {
        require(powered, "refresh without power");
        require(panelSet && resolutionSet, "refresh before the panel was set");
        require(!black.isEmpty() && !red.isEmpty(), "refresh before both planes were written");
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                glass.set(x, y, colour(bit(black, x, y), bit(red, x, y)));
            }
        }
        glass.refreshed(false);
    }

    /** The table of DDX in the data sheet, for panels of three inks. */
    private int colour(int black, int red) {
        boolean redInk = polarity >= 2 ? red == 0 : red == 1;
        if (redInk) {
            return Glass.RED;
        }
        boolean oneIsWhite = polarity == 1 || polarity == 3;
        boolean white = oneIsWhite == (black == 1);
        return white ? Glass.WHITE : Glass.BLACK;
    }

    private static int bit(List<Integer> plane, int x, int y) {
        return plane.get(y * (WIDTH / 8) + x / 8) >> (7 - x % 8) & 1;
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new Refused(otherwise);
        }
    }

    @Override
    public boolean busyIsHigh() {
        return false;
    }

    @Override
    public Duration afterReset() {
        return Duration.ZERO;
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
