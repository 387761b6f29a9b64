/**
 * The words of the domain, all immutable: nodes, resources, roles, scores, constraints, rules and operations as a
 * configuration names them.
 *
 * <p>Not here: what is known of the running cluster ({@link crm.state}), and what shall be done about it
 * ({@link crm.transition}). A resource here answers questions of shape only; how each kind behaves is decided in the
 * stages of {@link crm.policy}.
 *
 * <p>Read {@link crm.model.Resource} first.
 */
@NullMarked
package crm.model;

import org.jspecify.annotations.NullMarked;
