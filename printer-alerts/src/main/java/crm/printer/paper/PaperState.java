package crm.printer.paper;

/** What a printer says of its paper. */
public enum PaperState {
    READY,
    OUT,
    COVER_OPEN,
    /** It does not say. Many never do. */
    SILENT
}
