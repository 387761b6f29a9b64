package crm.display.layout;

/**
 * How many dots a panel has, as a person looks at it.
 *
 * @param width in dots
 * @param height in dots
 */
public record PanelSize(int width, int height) {

    /** The 2.13" panel in its first revisions. */
    public static final PanelSize DOTS_212_104 = new PanelSize(212, 104);

    /** The 2.13" panel in its later revisions. */
    public static final PanelSize DOTS_250_122 = new PanelSize(250, 122);
}
