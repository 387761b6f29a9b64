package crm.formats.pacemaker;

/** Text in the manner of Pacemaker's lists: items start with a star, each level indented by two more spaces. */
final class Lines {

    private final StringBuilder text = new StringBuilder();

    void line(String line) {
        text.append(line).append('\n');
    }

    void blank() {
        text.append('\n');
    }

    /** @param depth 1 for the outermost list */
    void item(int depth, String item) {
        text.append("  ".repeat(depth)).append("* ").append(item).append('\n');
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
