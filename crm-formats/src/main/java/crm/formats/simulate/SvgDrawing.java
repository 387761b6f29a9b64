package crm.formats.simulate;

import crm.formats.Xml;
import crm.formats.simulate.ActionChart.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A chart as a picture: time goes from left to right, each action stands as early as it may, and a line leads from what
 * must be done first.
 */
public final class SvgDrawing {

    private static final int MARGIN = 28;
    private static final int TITLE = 34;
    private static final int BOX_HEIGHT = 46;
    private static final int ROW = 62;
    private static final int GAP = 72;
    private static final int LONGEST_LABEL = 38;
    /** Of the widest usual letters at this size, so that no label leaves its box. */
    private static final double LETTER = 7.7;

    private final ActionChart chart;
    private final String title;
    private final int boxWidth;
    private final List<List<Box>> columns = new ArrayList<>();
    private final Map<Integer, Integer> rows = new HashMap<>();
    private final StringBuilder svg = new StringBuilder();

    private SvgDrawing(ActionChart chart, String title) {
        this.chart = chart;
        this.title = title;
        int longest = chart.boxes().stream()
                .mapToInt(box -> Math.max(first(box).length(), second(box).length()))
                .max()
                .orElse(0);
        this.boxWidth = (int) Math.ceil(longest * LETTER) + 24;
    }

    /** The whole document. */
    public static String of(ActionChart chart, String title) {
        var drawing = new SvgDrawing(chart, title);
        drawing.arrange();
        return drawing.draw();
    }

    private static String first(Box box) {
        return shortened(box.number() + ". " + box.what());
    }

    private static String second(Box box) {
        return shortened(box.where());
    }

    private static String shortened(String label) {
        return label.length() <= LONGEST_LABEL ? label : label.substring(0, LONGEST_LABEL - 1) + "…";
    }

    /** Boxes stand near the rows of those they wait for, so that few lines cross. */
    private void arrange() {
        for (Box box : chart.boxes()) {
            while (columns.size() <= box.depth()) {
                columns.add(new ArrayList<>());
            }
            columns.get(box.depth()).add(box);
        }
        for (List<Box> column : columns) {
            column.sort(Comparator.comparingDouble(this::wantedRow).thenComparingInt(Box::number));
            int free = 0;
            for (Box box : column) {
                int row = Math.max(free, (int) Math.round(wantedRow(box)));
                rows.put(box.number(), row);
                free = row + 1;
            }
        }
    }

    private double wantedRow(Box box) {
        return box.after().stream().mapToInt(rows::get).average().orElse(0);
    }

    private String draw() {
        int lowest = rows.values().stream().max(Integer::compare).orElse(0);
        int width = Math.max(
                2 * MARGIN + columns.size() * boxWidth + Math.max(0, columns.size() - 1) * GAP,
                2 * MARGIN + (int) Math.ceil(title.length() * LETTER * 1.1));
        int height = 2 * MARGIN + TITLE + (lowest + 1) * ROW;
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" "
                        + "font-family=\"DejaVu Sans, Verdana, Helvetica, Arial, sans-serif\" font-size=\"12\">%n",
                width,
                height,
                width,
                height));
        svg.append("  <defs><marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"8\" "
                + "markerHeight=\"8\" orient=\"auto\"><path d=\"M0 0L8 4L0 8z\" fill=\"#607080\"/></marker></defs>\n");
        svg.append("  <rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
        text(MARGIN, MARGIN + 10, "#222222", "start", "font-size=\"15\" font-weight=\"bold\"", title);
        if (chart.boxes().isEmpty()) {
            text(MARGIN, MARGIN + TITLE + 20, "#222222", "start", "", "Nothing is to be done.");
        }
        chart.boxes().forEach(this::lines);
        chart.boxes().forEach(this::box);
        return svg.append("</svg>\n").toString();
    }

    private int left(Box box) {
        return MARGIN + box.depth() * (boxWidth + GAP);
    }

    private int top(Box box) {
        return MARGIN + TITLE + rows.getOrDefault(box.number(), 0) * ROW;
    }

    private void lines(Box box) {
        for (int earlier : box.after()) {
            Box from = chart.boxes().get(earlier - 1);
            int x1 = left(from) + boxWidth;
            int y1 = top(from) + BOX_HEIGHT / 2;
            int x2 = left(box) - 2;
            int y2 = top(box) + BOX_HEIGHT / 2;
            int bend = GAP / 2;
            svg.append(String.format(
                    Locale.ROOT,
                    "  <path d=\"M%d %dC%d %d %d %d %d %d\" fill=\"none\" stroke=\"#607080\" stroke-width=\"1.3\" "
                            + "marker-end=\"url(#tip)\"/>%n",
                    x1,
                    y1,
                    x1 + bend,
                    y1,
                    x2 - bend,
                    y2,
                    x2,
                    y2));
        }
    }

    private void box(Box box) {
        Shade shade = Shade.of(box);
        svg.append(String.format(
                        Locale.ROOT,
                        "  <g><title>%s</title><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\" "
                                + "fill=\"%s\" stroke=\"%s\" stroke-width=\"1.5\"/>",
                        Xml.escaped(box.sentence() + ": " + box.step().why().sentence()),
                        left(box),
                        top(box),
                        boxWidth,
                        BOX_HEIGHT,
                        shade.fill(),
                        shade.line()))
                .append("</g>\n");
        int middle = left(box) + boxWidth / 2;
        if (second(box).isEmpty()) {
            text(middle, top(box) + 27, shade.text(), "middle", "", first(box));
        } else {
            text(middle, top(box) + 19, shade.text(), "middle", "", first(box));
            text(middle, top(box) + 36, shade.text(), "middle", "", second(box));
        }
    }

    private void text(int x, int y, String colour, String anchor, String more, String text) {
        svg.append(String.format(
                Locale.ROOT,
                "  <text x=\"%d\" y=\"%d\" fill=\"%s\" text-anchor=\"%s\"%s>%s</text>%n",
                x,
                y,
                colour,
                anchor,
                more.isEmpty() ? "" : " " + more,
                Xml.escaped(text)));
    }
}
