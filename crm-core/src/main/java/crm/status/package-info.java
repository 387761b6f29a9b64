/**
 * What an operator sees: one view of the cluster, from which the command line, the screens, the web page and the metrics
 * are all rendered.
 *
 * <p>Not here: any layout.
 *
 * <p>Read {@link crm.status.StatusView} first.
 */
@NullMarked
package crm.status;

import org.jspecify.annotations.NullMarked;
