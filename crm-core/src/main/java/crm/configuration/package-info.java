/**
 * A configuration of the whole cluster, and the check that finds every mistake in it at once.
 *
 * <p>Not here: reading and writing text (module {@code crm-formats}); what rules make of a configuration at a given
 * time (the first stage of {@link crm.policy}).
 *
 * <p>Read {@link crm.configuration.Configuration} first.
 */
@NullMarked
package crm.configuration;

import org.jspecify.annotations.NullMarked;
