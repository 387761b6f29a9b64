/**
 * Whole tables on trial: what a visitor, an administrator or a bad day does to one, in random order under a seed, and
 * what must be so afterwards. The tests of Pacemaker's own laboratory are all among the trials, and all its audits.
 *
 * <p>Not here: the table itself ({@code crm.demo.table}), and the same on virtual time ({@code crm.demo.simulation}).
 *
 * <p>Read {@link crm.demo.trial.Trial} first.
 */
@NullMarked
package crm.demo.trial;

import org.jspecify.annotations.NullMarked;
