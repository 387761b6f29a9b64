package crm.cli.render;

/** Colour, where a terminal shows it. Red only for what needs attention. */
public enum Ink {
    PLAIN,
    COLOURED;

    public static Ink of(boolean colour) {
        return colour ? COLOURED : PLAIN;
    }

    public String bold(String text) {
        return paint("1", text);
    }

    public String good(String text) {
        return paint("32", text);
    }

    public String attention(String text) {
        return paint("33", text);
    }

    public String bad(String text) {
        return paint("31", text);
    }

    private String paint(String code, String text) {
        return this == COLOURED && !text.isEmpty() ? "\033[" + code + "m" + text + "\033[0m" : text;
    }
}
