/**
 * Makes sure a node is really off. This package reads the fence devices of a configuration and makes them:
 * {@link crm.fencing.FencingDevices} is where to start. A person as a device, and the node's own watchdog, stand here
 * too, being small.
 *
 * <p>Not here: the switch ({@code crm.fencing.snmp}); other projects' fence agents ({@code crm.fencing.program});
 * whether, when and in which order to fence, which {@code crm.coordination} decides.
 */
@NullMarked
package crm.fencing;

import org.jspecify.annotations.NullMarked;
