/**
 * What the tests of this module stand on: network namespaces, calls of agents, services' own configuration files.
 *
 * <p>Not here: any test.
 *
 * <p>Read {@link crm.agent.testing.Namespace} first.
 */
@NullMarked
package crm.agent.testing;

import org.jspecify.annotations.NullMarked;
