package crm.printer.program;

/** The kinds of alerts that Pacemaker knows. */
enum AlertKind {
    NODE("node", "nodes"),
    FENCING("fencing", "fencing"),
    RESOURCE("resource", "resources"),
    ATTRIBUTE("attribute", "attributes");

    private final String text;
    private final String filter;

    AlertKind(String text, String filter) {
        this.text = text;
        this.filter = filter;
    }

    /** As in {@code CRM_alert_kind}. */
    String text() {
        return text;
    }

    /** As configurations select it: {@code nodes} for {@code select_nodes}. */
    String filter() {
        return filter;
    }
}
