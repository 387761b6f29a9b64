package crm.formats.status;

/**
 * How a command ended.
 *
 * @param code the exit code
 * @param text what that code means
 */
public record Verdict(int code, String text) {}
