package crm.agent.network;

import crm.agent.action.AgentFailure;
import crm.agent.action.Parameters;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;

/** The address as configured. */
record WantedAddress(InetAddress ip, OptionalInt prefix, Optional<String> nic, Optional<String> label) {

    static WantedAddress of(Parameters parameters) throws AgentFailure {
        InetAddress ip = literal(parameters.required("ip"));
        return new WantedAddress(ip, prefix(parameters, ip), parameters.text("nic"), parameters.text("iflabel"));
    }

    /** Reads an address without ever asking a name server. */
    private static InetAddress literal(String text) throws AgentFailure {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            throw AgentFailure.misconfigured("parameter ip is '" + text + "', not an IPv4 or IPv6 address");
        }
    }

    private static OptionalInt prefix(Parameters parameters, InetAddress ip) throws AgentFailure {
        Optional<String> text = parameters.text("cidr_netmask");
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        if (text.get().contains(".")) {
            return OptionalInt.of(ofMask(text.get()));
        }
        return OptionalInt.of(parameters.number("cidr_netmask", 1, ip instanceof Inet4Address ? 32 : 128));
    }

    private static int ofMask(String text) throws AgentFailure {
        int mask = ByteBuffer.wrap(literal(text).getAddress()).getInt();
        int prefix = Integer.numberOfLeadingZeros(~mask);
        if (prefix == 0 || (prefix < 32 && mask << prefix != 0)) {
            throw AgentFailure.misconfigured("parameter cidr_netmask is '" + text + "', not a network mask");
        }
        return prefix;
    }

    int fullPrefix() {
        return ip instanceof Inet4Address ? 32 : 128;
    }

    String text() {
        return ip.getHostAddress();
    }
}
