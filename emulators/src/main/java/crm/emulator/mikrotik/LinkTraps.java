package crm.emulator.mikrotik;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snmp4j.CommunityTarget;
import org.snmp4j.PDU;
import org.snmp4j.Snmp;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.VariableBinding;

/** Tells the configured targets of links that come and go: {@code linkDown} and {@code linkUp} of IF-MIB, by v2c. */
final class LinkTraps {

    private static final Logger LOG = LoggerFactory.getLogger(LinkTraps.class);

    private final SwitchState state;
    private final Snmp snmp;

    // Set by whoever configures the switch, read by whichever thread sees a link change.
    private final AtomicReference<Targets> targets = new AtomicReference<>(new Targets(List.of(), "public"));

    private record Targets(List<InetSocketAddress> addresses, String community) {}

    LinkTraps(SwitchState state, Snmp snmp) {
        this.state = state;
        this.snmp = snmp;
    }

    void sendTo(List<InetSocketAddress> addresses, String community) {
        targets.set(new Targets(List.copyOf(addresses), community));
    }

    void send(String port, boolean up) {
        state.named(port).ifPresent(each -> send(each, up));
    }

    private void send(SwitchMib.Interface each, boolean up) {
        var trap = new PDU();
        trap.setType(PDU.TRAP);
        trap.add(new VariableBinding(SnmpConstants.sysUpTime, new TimeTicks(state.upTimeTicks())));
        trap.add(new VariableBinding(SnmpConstants.snmpTrapOID, up ? SnmpConstants.linkUp : SnmpConstants.linkDown));
        trap.add(column(each, SwitchMib.IF_INDEX, each.index()));
        trap.add(column(each, SwitchMib.IF_ADMIN_STATUS, each.adminUp() ? 1 : 2));
        trap.add(column(each, SwitchMib.IF_OPER_STATUS, up ? 1 : 2));
        Targets now = Objects.requireNonNull(targets.get());
        for (InetSocketAddress address : now.addresses()) {
            try {
                snmp.notify(trap, target(address, now.community()));
            } catch (IOException e) {
                LOG.debug("no trap to {}: {}", address, e.getMessage());
            }
        }
    }

    private static VariableBinding column(SwitchMib.Interface each, int column, int value) {
        return new VariableBinding(
                new OID(SwitchMib.IF_ENTRY).append(column).append(each.index()), new Integer32(value));
    }

    private static CommunityTarget<UdpAddress> target(InetSocketAddress address, String community) {
        var target = new CommunityTarget<>(
                new UdpAddress(address.getAddress(), address.getPort()), new OctetString(community));
        target.setVersion(SnmpConstants.version2c);
        return target;
    }
}
