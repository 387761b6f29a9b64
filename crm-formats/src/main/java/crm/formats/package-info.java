/**
 * Text in and out: the cluster file ({@code cluster}), Pacemaker's XML ({@code cib}, {@code pacemaker}), status as JSON and
 * XML ({@code status}), and values of the core as JSON ({@code values}).
 *
 * <p>Not here: what any of it means ({@code crm-core}), and terminals ({@code crm-cli}).
 *
 * <p>Read {@code crm.formats.cluster.ClusterFile} first.
 */
@NullMarked
package crm.formats;

import org.jspecify.annotations.NullMarked;
