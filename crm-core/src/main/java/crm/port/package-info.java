/**
 * What the core needs from the outside, as interfaces that the adapters implement. A call may block its thread, has a
 * limit in time, and returns an outcome; nothing here calls back into the core but by queueing an
 * {@code Event}.
 *
 * <p>Not here: any implementation.
 *
 * <p>Read {@link crm.port.FencingDevice} first: the others follow its manner.
 */
@NullMarked
package crm.port;

import org.jspecify.annotations.NullMarked;
