package crm.display.frame;

/** What a dot of a panel can be. */
public enum Ink {
    WHITE,
    BLACK,
    /** Only on panels with three inks. */
    RED
}
