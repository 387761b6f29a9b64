package crm.agent.kernel;

import java.net.InetAddress;

/**
 * An IP address on a network interface.
 *
 * @param link the interface's index
 * @param prefix length of the network's prefix in bits
 * @param tentative IPv6: the kernel still checks whether another host has it
 * @param duplicate IPv6: the kernel found that another host has it
 */
public record InterfaceAddress(int link, InetAddress address, int prefix, boolean tentative, boolean duplicate) {

    /** Whether another address is in the network of this one. */
    public boolean covers(InetAddress other) {
        byte[] mine = address.getAddress();
        byte[] theirs = other.getAddress();
        if (mine.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((mine[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
