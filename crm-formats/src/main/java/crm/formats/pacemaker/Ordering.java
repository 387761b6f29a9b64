package crm.formats.pacemaker;

import java.util.Comparator;
import java.util.Locale;

/** The order in which Pacemaker shows names: capitals count as small letters, and runs of digits as numbers. */
final class Ordering {

    /** {@code node2} before {@code node10}. */
    static final Comparator<String> NUMERIC = Ordering::compare;

    private Ordering() {}

    private static int compare(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int i = 0;
        int j = 0;
        while (i < a.length() && j < b.length()) {
            if (isDigit(a.charAt(i)) && isDigit(b.charAt(j))) {
                int endOfA = endOfDigits(a, i);
                int endOfB = endOfDigits(b, j);
                int byNumber = compareNumbers(a.substring(i, endOfA), b.substring(j, endOfB));
                if (byNumber != 0) {
                    return byNumber;
                }
                i = endOfA;
                j = endOfB;
            } else {
                int byLetter = Character.compare(a.charAt(i++), b.charAt(j++));
                if (byLetter != 0) {
                    return byLetter;
                }
            }
        }
        return Integer.compare(a.length() - i, b.length() - j);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int endOfDigits(String text, int from) {
        int end = from;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** Compares without parsing, since a run of digits may be longer than any number type. */
    private static int compareNumbers(String a, String b) {
        String left = a.replaceFirst("^0+(?=.)", "");
        String right = b.replaceFirst("^0+(?=.)", "");
        int byLength = Integer.compare(left.length(), right.length());
        return byLength != 0 ? byLength : left.compareTo(right);
    }
}
