package crm.printer.paper;

/** What a printer says of its paper. */
public enum PaperState {
    READY,
    OUT,
    /** It does not say. Many never do. */
    SILENT
}
