package crm.formats.cluster;

import crm.formats.Nearest;
import java.util.List;

/** What to do about a word that is not known. */
final class Advice {

    private Advice() {}

    /** The word that was probably meant, or all that are possible. */
    static String nearest(String written, List<String> known) {
        return Nearest.to(written, known)
                .map(near -> "did you mean '" + near + "'?")
                .orElse("possible here: " + String.join(", ", known));
    }
}
