package crm.demo.table;

/** An order that makes no sense at the moment. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param sentence for the person who gave it */
    public Refused(String sentence) {
        super(sentence);
    }
}
