/**
 * A service that is nothing but a file: to try a configuration, and for tests.
 *
 * <p>Not here: any real service.
 *
 * <p>Read {@link crm.agent.dummy.Dummy} first.
 */
@NullMarked
package crm.agent.dummy;

import org.jspecify.annotations.NullMarked;
