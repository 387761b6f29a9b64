/**
 * What the cluster has agreed on, entry by entry, and what follows from it: the agreed state and the incidents.
 *
 * <p>Not here: how entries are agreed on and kept (module {@code crm-membership}), and who writes them
 * ({@link crm.coordination}).
 *
 * <p>Read {@link crm.journal.Entry} first, then {@link crm.journal.AgreedState}.
 */
@NullMarked
package crm.journal;

import org.jspecify.annotations.NullMarked;
