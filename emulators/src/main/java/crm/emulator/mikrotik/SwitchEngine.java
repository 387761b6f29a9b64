package crm.emulator.mikrotik;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.Snmp;
import org.snmp4j.mp.CounterSupport;
import org.snmp4j.mp.MPv1;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.mp.MPv3;
import org.snmp4j.security.AuthHMAC192SHA256;
import org.snmp4j.security.AuthHMAC384SHA512;
import org.snmp4j.security.AuthMD5;
import org.snmp4j.security.AuthSHA;
import org.snmp4j.security.PrivAES128;
import org.snmp4j.security.PrivAES256;
import org.snmp4j.security.PrivDES;
import org.snmp4j.security.SecurityModel;
import org.snmp4j.security.SecurityModels;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.SecurityProtocols.SecurityProtocolSet;
import org.snmp4j.security.USM;
import org.snmp4j.security.UsmUser;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.transport.DefaultUdpTransportMapping;
import org.snmp4j.util.DefaultPDUFactory;

/** The SNMP engine of the switch: its socket, its engine id and its users. */
final class SwitchEngine {

    /** RouterOS begins its engine ids with these bytes (enterprise 14988, text) and a suffix of its own. */
    private static final OctetString ENGINE_ID = OctetString.fromHexString("80:00:3a:8c:04:63:72:6d");

    private final DefaultUdpTransportMapping transport;
    private final Snmp snmp;

    SwitchEngine(SwitchAccess access, InetSocketAddress address) throws IOException {
        transport = new DefaultUdpTransportMapping(new UdpAddress(address.getAddress(), address.getPort()));
        var protocols = new SecurityProtocols(SecurityProtocolSet.maxCompatibility);
        var counters = new CounterSupport();
        // Boots count from the time of day, so that a restarted switch is not taken for a replay of the old one.
        int boots = (int) (System.currentTimeMillis() / 1_000 & 0x3fff_ffff);
        var usm = new USM(protocols, ENGINE_ID, boots, counters);
        access.users().forEach(user -> usm.addUser(asUsmUser(user)));
        var dispatcher = new MessageDispatcherImpl();
        dispatcher.addMessageProcessingModel(new MPv1());
        dispatcher.addMessageProcessingModel(new MPv2c());
        dispatcher.addMessageProcessingModel(new MPv3(
                ENGINE_ID.getValue(),
                new DefaultPDUFactory(),
                protocols,
                SecurityModels.getCollection(new SecurityModel[] {usm}),
                counters));
        snmp = new Snmp(dispatcher, transport);
    }

    Snmp snmp() {
        return snmp;
    }

    InetSocketAddress address() {
        UdpAddress address = transport.getListenAddress();
        return new InetSocketAddress(address.getInetAddress(), address.getPort());
    }

    private static UsmUser asUsmUser(SwitchAccess.User user) {
        OID authentication = switch (user.authentication()) {
            case MD5 -> AuthMD5.ID;
            case SHA1 -> AuthSHA.ID;
            case SHA256 -> AuthHMAC192SHA256.ID;
            case SHA512 -> AuthHMAC384SHA512.ID;
        };
        OID privacy = switch (user.privacy()) {
            case DES -> PrivDES.ID;
            case AES128 -> PrivAES128.ID;
            case AES256 -> PrivAES256.ID;
        };
        return new UsmUser(
                new OctetString(user.name()),
                authentication,
                new OctetString(user.authPassword()),
                privacy,
                new OctetString(user.privPassword()));
    }
}
