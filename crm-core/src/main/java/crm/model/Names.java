package crm.model;

/** What every name in a configuration must satisfy, so that it can stand in a path, a log line and a status line. */
final class Names {

    private Names() {}

    static boolean isName(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (forbidden(value.charAt(i))) {
                return false;
            }
        }
        return !value.isEmpty();
    }

    static void require(String what, String value) {
        if (!isName(value)) {
            throw new IllegalArgumentException(
                    what + " must not be blank nor contain white space, slashes or quotes: '" + value + "'");
        }
    }

    private static boolean forbidden(int c) {
        return Character.isWhitespace(c) || Character.isISOControl(c) || c == '/' || c == '"' || c == '\'';
    }
}
