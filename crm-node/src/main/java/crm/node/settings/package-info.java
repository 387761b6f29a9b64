/**
 * What one node's daemon must know before it can hear of any cluster: who it is, where it keeps its files, which
 * devices hang on it.
 *
 * <p>Not here: the configuration of the cluster, which the journal holds ({@code crm.configuration}).
 *
 * <p>Read {@link crm.node.settings.NodeSettings} first.
 */
@NullMarked
package crm.node.settings;

import org.jspecify.annotations.NullMarked;
