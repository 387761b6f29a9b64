package crm.fencing.snmp;

import crm.fencing.snmp.SwitchAddress.Credentials;
import crm.fencing.snmp.SwitchAddress.Level;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snmp4j.MessageDispatcher;
import org.snmp4j.MessageDispatcherImpl;
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
import org.snmp4j.util.DefaultPDUFactory;

/**
 * Message processing for one session, sharing nothing with any other: the library's own defaults are global to the
 * process, and two switches with a user of the same name would share a key.
 */
final class SnmpEngine {

    private SnmpEngine() {}

    static MessageDispatcher dispatcher(Credentials credentials) {
        return dispatcher(List.of(credentials));
    }

    /** One that knows several switches' users, for a socket that hears from all of them. */
    static MessageDispatcher dispatcher(Collection<Credentials> credentials) {
        var protocols = new SecurityProtocols(SecurityProtocolSet.maxCompatibility);
        var counters = new CounterSupport();
        var engineId = new OctetString(MPv3.createLocalEngineID());
        var usm = new USM(protocols, engineId, 0, counters);
        for (Credentials each : credentials) {
            if (each instanceof SwitchAddress.User user) {
                usm.addUser(asUsmUser(user));
            }
        }
        var dispatcher = new MessageDispatcherImpl();
        dispatcher.addMessageProcessingModel(new MPv1());
        dispatcher.addMessageProcessingModel(new MPv2c());
        dispatcher.addMessageProcessingModel(new MPv3(
                engineId.getValue(),
                new DefaultPDUFactory(),
                protocols,
                SecurityModels.getCollection(new SecurityModel[] {usm}),
                counters));
        return dispatcher;
    }

    private static UsmUser asUsmUser(SwitchAddress.User user) {
        boolean authenticates = user.level() != Level.NO_AUTH_NO_PRIV;
        boolean encrypts = user.level() == Level.AUTH_PRIV;
        return new UsmUser(
                new OctetString(user.name()),
                authenticates ? authentication(user) : null,
                authenticates ? new OctetString(user.authPassword().value()) : null,
                encrypts ? privacy(user) : null,
                encrypts ? new OctetString(user.privPassword().value()) : null);
    }

    private static @Nullable OID authentication(SwitchAddress.User user) {
        return switch (user.auth()) {
            case MD5 -> AuthMD5.ID;
            case SHA -> AuthSHA.ID;
            case SHA256 -> AuthHMAC192SHA256.ID;
            case SHA512 -> AuthHMAC384SHA512.ID;
        };
    }

    private static @Nullable OID privacy(SwitchAddress.User user) {
        return switch (user.priv()) {
            case DES -> PrivDES.ID;
            case AES -> PrivAES128.ID;
            case AES256 -> PrivAES256.ID;
        };
    }
}
