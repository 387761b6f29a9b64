package crm.state;

import crm.model.NodeName;
import java.util.Optional;

/**
 * One outlet of a fence device.
 *
 * @param name as the device calls it
 * @param node whom it feeds, if configured
 * @param powered whether it is on, if the device can tell
 * @param detail such as the load in watts
 */
public record Outlet(String name, Optional<NodeName> node, Optional<Boolean> powered, String detail) {}
