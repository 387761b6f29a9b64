package crm.control;

/**
 * Who asks.
 *
 * @param user the user's name, as the kernel knows the peer of the control socket
 * @param mayChange false for members of the read-only group
 */
public record Caller(String user, boolean mayChange) {}
