package crm.fencing;

/** A password or community: no log line and no message may show it. */
public record Secret(String value) {

    @Override
    public String toString() {
        return "•••";
    }
}
