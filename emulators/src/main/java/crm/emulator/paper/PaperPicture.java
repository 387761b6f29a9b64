package crm.emulator.paper;

import crm.emulator.picture.Picture;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** The paper as it hangs out of the printer: one slip for each cut, with torn edges. */
public final class PaperPicture {

    /** The table, the paper, the ink, the paper's shadow. */
    private static final int[] COLOURS = {0xd6d9de, 0xfbfaf5, 0x2a2a33, 0xb4b9c1};

    private static final int PAPER = 1;
    private static final int INK = 2;
    private static final int SHADOW = 3;

    /** 58 mm of paper carry 48 mm of print. */
    private static final int MARGIN = 40;

    private static final int AROUND = 16;
    private static final int TOOTH = 6;
    private static final int ABOVE = 14;

    private PaperPicture() {}

    /** The slips that were printed last and are together no longer than so many dots; at least one. */
    public static Picture of(PaperRoll roll, int rowsMax) {
        return picture(last(slips(roll), rowsMax));
    }

    /** The slip that was cut last, or the one in the making. */
    public static Picture ofLast(PaperRoll roll) {
        return picture(last(slips(roll), 0));
    }

    private static List<List<BitSet>> slips(PaperRoll roll) {
        var slips = new ArrayList<List<BitSet>>();
        int from = 0;
        for (int cut : roll.cuts()) {
            slips.add(roll.rows().subList(from, cut));
            from = cut;
        }
        if (from < roll.rows().size() || slips.isEmpty()) {
            slips.add(roll.rows().subList(from, roll.rows().size()));
        }
        return slips;
    }

    private static List<List<BitSet>> last(List<List<BitSet>> slips, int rowsMax) {
        int from = slips.size() - 1;
        int rows = slips.get(from).size();
        while (from > 0 && rows + slips.get(from - 1).size() <= rowsMax) {
            from--;
            rows += slips.get(from).size();
        }
        return slips.subList(from, slips.size());
    }

    private static Picture picture(List<List<BitSet>> slips) {
        int width = PaperRoll.WIDTH + 2 * (MARGIN + AROUND);
        int height = AROUND
                + slips.stream()
                        .mapToInt(slip -> slip.size() + ABOVE + 2 * TOOTH + AROUND)
                        .sum();
        var picture = new Picture(width, height, COLOURS);
        int top = AROUND;
        for (List<BitSet> slip : slips) {
            draw(picture, slip, top);
            top += slip.size() + ABOVE + 2 * TOOTH + AROUND;
        }
        return picture;
    }

    private static void draw(Picture picture, List<BitSet> slip, int top) {
        int height = slip.size() + ABOVE + 2 * TOOTH;
        sheet(picture, AROUND + 3, top + 3, height, SHADOW);
        sheet(picture, AROUND, top, height, PAPER);
        for (int y = 0; y < slip.size(); y++) {
            int row = top + TOOTH + ABOVE + y;
            slip.get(y).stream().forEach(x -> picture.dot(AROUND + MARGIN + x, row, INK));
        }
    }

    /** A piece of paper whose upper and lower edges are torn to teeth. */
    private static void sheet(Picture picture, int left, int top, int height, int colour) {
        for (int x = 0; x < PaperRoll.WIDTH + 2 * MARGIN; x++) {
            int tooth = Math.abs((x + TOOTH) % (2 * TOOTH) - TOOTH);
            for (int y = tooth; y < height - tooth; y++) {
                picture.dot(left + x, top + y, colour);
            }
        }
    }
}
