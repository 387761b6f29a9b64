package crm.agent.kernel;

import java.util.Optional;

/**
 * A network interface as the kernel reports it.
 *
 * @param hardware empty for interfaces that are no Ethernet
 * @param up whether it is switched on; says nothing of the cable
 */
public record NetworkLink(int index, String name, Optional<HardwareAddress> hardware, boolean up) {

    @Override
    public String toString() {
        return name;
    }
}
