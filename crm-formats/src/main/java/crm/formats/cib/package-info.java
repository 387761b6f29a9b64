/**
 * Reads Pacemaker's cluster information base (CIB, schemas 1.0 to 4.0, the names of older versions included) into a
 * {@link crm.configuration.Configuration} and a {@link crm.state.ClusterState}.
 *
 * <p>Reading ends here: references between elements are resolved, old names are replaced by today's, numbers and
 * dates are parsed, and whatever is wrong or not honoured is told as a {@link crm.configuration.Problem} with its line.
 *
 * <p>Not here: merging templates and defaults, evaluating rules and telling what the status means (the stages of
 * {@code crm.policy}); the summary, graph and scores that Pacemaker prints ({@link crm.formats.pacemaker}).
 *
 * <p>Read {@link crm.formats.cib.CibReader} first.
 */
@NullMarked
package crm.formats.cib;

import org.jspecify.annotations.NullMarked;
