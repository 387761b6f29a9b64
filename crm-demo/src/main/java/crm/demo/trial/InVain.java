package crm.demo.trial;

/** What had to come about did not, with all the patience there is. */
public final class InVain extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InVain(String what) {
        super(what);
    }
}
