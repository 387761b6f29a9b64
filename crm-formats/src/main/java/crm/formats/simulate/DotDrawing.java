package crm.formats.simulate;

import crm.formats.simulate.ActionChart.Box;

/** A chart as Graphviz reads it. */
public final class DotDrawing {

    private DotDrawing() {}

    /** The whole document. */
    public static String of(ActionChart chart, String title) {
        var dot = new StringBuilder("digraph plan {\n");
        dot.append("  label=").append(quoted(title)).append(";\n");
        dot.append("  rankdir=LR;\n");
        dot.append("  node [shape=box, style=\"rounded,filled\", fontname=\"sans-serif\"];\n");
        for (Box box : chart.boxes()) {
            String label = box.number() + ". " + box.what() + (box.where().isEmpty() ? "" : "\n" + box.where());
            Shade shade = Shade.of(box);
            dot.append("  a")
                    .append(box.number())
                    .append(" [label=")
                    .append(quoted(label))
                    .append(", fillcolor=\"")
                    .append(shade.fill())
                    .append("\", color=\"")
                    .append(shade.line())
                    .append("\", fontcolor=\"")
                    .append(shade.text())
                    .append("\"];\n");
        }
        for (Box box : chart.boxes()) {
            for (int earlier : box.after()) {
                dot.append("  a")
                        .append(earlier)
                        .append(" -> a")
                        .append(box.number())
                        .append(";\n");
            }
        }
        return dot.append("}\n").toString();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
