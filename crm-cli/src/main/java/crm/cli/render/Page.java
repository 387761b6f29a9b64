package crm.cli.render;

/** Text that grows line by line, laid out as crm_mon does: titles, items with a star, remarks below them. */
final class Page {

    private final Ink ink;
    private final StringBuilder text = new StringBuilder();

    Page(Ink ink) {
        this.ink = ink;
    }

    Ink ink() {
        return ink;
    }

    void line(String line) {
        text.append(line).append('\n');
    }

    void section(String title) {
        line(ink.bold(title));
    }

    void item(String item) {
        item(1, item);
    }

    void item(int depth, String item) {
        line("  ".repeat(depth) + "* " + item);
    }

    /** A plain sentence about the item above. */
    void remark(String sentence) {
        if (!sentence.isBlank()) {
            line("      " + sentence);
        }
    }

    /** An empty line, unless there is one already. */
    void gap() {
        if (!text.isEmpty() && !text.toString().endsWith("\n\n")) {
            text.append('\n');
        }
    }

    String text() {
        return text.toString().stripTrailing() + "\n";
    }
}
