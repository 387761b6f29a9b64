/**
 * The cluster file: a configuration as a person writes it, in YAML or JSON. The reader reports every mistake at once,
 * each with its line; the writer's text is read back as the same configuration.
 *
 * <p>The text becomes a {@link crm.formats.cluster.Tree} first, which knows where everything stands; the readers and
 * writers of resources, constraints and so on work on that tree.
 *
 * <p>Not here: whether a configuration makes sense as a whole ({@code crm.configuration.ConfigurationCheck}), and
 * Pacemaker's XML ({@code crm.formats.cib}).
 *
 * <p>Read {@link crm.formats.cluster.ClusterFile} first; the format itself is described in {@code docs/cluster-file.md}.
 */
@NullMarked
package crm.formats.cluster;

import org.jspecify.annotations.NullMarked;
