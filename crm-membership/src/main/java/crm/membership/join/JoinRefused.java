package crm.membership.join;

/** Joining was refused, or did not succeed; the message says why and what to do, for the person at the new node. */
public final class JoinRefused extends Exception {
    private static final long serialVersionUID = 1L;

    public JoinRefused(String message) {
        super(message);
    }
}
