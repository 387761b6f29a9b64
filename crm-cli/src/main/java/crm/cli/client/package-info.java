/**
 * What runs in the shell: it hands arguments to the daemon and prints what comes back. It starts in a tenth of a second
 * because it loads next to nothing.
 *
 * <p>Not here: parsing and rendering ({@link crm.cli.command}, which runs in the daemon, and here only for what works
 * without one).
 *
 * <p>Read {@link crm.cli.client.Client} first.
 */
@NullMarked
package crm.cli.client;

import org.jspecify.annotations.NullMarked;
