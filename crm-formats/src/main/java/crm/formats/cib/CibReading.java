package crm.formats.cib;

import crm.configuration.Problem;
import java.util.List;
import java.util.Optional;

/**
 * The outcome of reading a CIB.
 *
 * @param cib what could be read; empty if the input is no CIB at all
 * @param problems all that is wrong or not honoured, in the order of the input where that can be told
 */
public record CibReading(Optional<Cib> cib, List<Problem> problems) {

    public CibReading {
        problems = List.copyOf(problems);
    }

    /** Whether anything is wrong enough to forbid use. */
    public boolean hasErrors() {
        return problems.stream().anyMatch(problem -> problem.severity() == Problem.Severity.ERROR);
    }
}
