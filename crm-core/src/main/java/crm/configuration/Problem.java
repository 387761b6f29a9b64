package crm.configuration;

/**
 * One mistake in what a person wrote.
 *
 * @param severity whether it forbids use, or only deserves a look
 * @param place where it stands, as the person would look for it: {@code resources › web › operations › monitor}, with
 *     file and line where known
 * @param what what is wrong, one sentence
 * @param advice what to do about it, one sentence
 */
public record Problem(Severity severity, String place, String what, String advice) {

    /** How bad a problem is. */
    public enum Severity {
        ERROR,
        WARNING
    }

    public static Problem error(String place, String what, String advice) {
        return new Problem(Severity.ERROR, place, what, advice);
    }

    public static Problem warning(String place, String what, String advice) {
        return new Problem(Severity.WARNING, place, what, advice);
    }
}
