package crm.cli.wire;

/**
 * What the terminal of a client can do; on the wire a few letters.
 *
 * @param columns its width
 * @param colour whether colours may be used
 * @param overwrites whether standard error is a terminal, on which a progress line can overwrite itself
 * @param answers whether a person sits at standard input
 */
public record Abilities(int columns, boolean colour, boolean overwrites, boolean answers) {

    /** A file or a pipe: nothing can be done but write. */
    public static final Abilities NONE = new Abilities(80, false, false, false);

    /** The letters of what can be done. */
    public String letters() {
        return (colour ? "c" : "") + (overwrites ? "o" : "") + (answers ? "a" : "");
    }

    /** Reads width and letters; a width that is none, or out of all reason, becomes 80. */
    public static Abilities parse(String columns, String letters) {
        return new Abilities(
                width(columns), letters.indexOf('c') >= 0, letters.indexOf('o') >= 0, letters.indexOf('a') >= 0);
    }

    private static int width(String columns) {
        try {
            int width = Integer.parseInt(columns);
            return width >= 20 && width <= 1000 ? width : NONE.columns;
        } catch (NumberFormatException notANumber) {
            return NONE.columns;
        }
    }
}
