package crm.model;

/** What every name in a configuration must satisfy, so that it can stand in a path, a log line and a status line. */
final class Names {

    private Names() {}

    static void require(String what, String value) {
        if (value.isBlank() || value.chars().anyMatch(Names::forbidden)) {
            throw new IllegalArgumentException(
                    what + " must not be blank nor contain white space, slashes or quotes: '" + value + "'");
        }
    }

    private static boolean forbidden(int c) {
        return Character.isWhitespace(c) || Character.isISOControl(c) || c == '/' || c == '"' || c == '\'';
    }
}
