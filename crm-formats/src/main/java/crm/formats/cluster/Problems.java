package crm.formats.cluster;

import crm.configuration.Problem;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with one file. */
final class Problems {

    /** Nobody reads more, and a wrong kind of file would give thousands. */
    private static final int MOST = 200;

    private final String file;
    private final List<Problem> found = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    void error(Tree.Place place, String path, String what, String advice) {
        add(Problem.error(where(place, path), what, advice));
    }

    void warning(Tree.Place place, String path, String what, String advice) {
        add(Problem.warning(where(place, path), what, advice));
    }

    private void add(Problem problem) {
        if (found.size() < MOST) {
            found.add(problem);
        }
    }

    private String where(Tree.Place place, String path) {
        String line = place.line() > 0 ? file + ":" + place.line() : file;
        return path.isEmpty() ? line : line + ": " + path;
    }

    boolean none() {
        return found.stream().noneMatch(p -> p.severity() == Problem.Severity.ERROR);
    }

    List<Problem> all() {
        return List.copyOf(found);
    }
}
