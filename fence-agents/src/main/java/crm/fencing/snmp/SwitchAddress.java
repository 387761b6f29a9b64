package crm.fencing.snmp;

import crm.fencing.Secret;
import java.net.InetSocketAddress;

/**
 * Where the switch answers, and as whom to speak to it.
 *
 * @param address host and UDP port
 */
public record SwitchAddress(InetSocketAddress address, Credentials credentials) {

    /** As whom. */
    public sealed interface Credentials {}

    /** SNMP v1 or v2c. */
    public record Community(Secret name, Version version) implements Credentials {

        /** SNMP v2c. */
        public Community(Secret name) {
            this(name, Version.V2C);
        }
    }

    /** The versions of SNMP that know communities. */
    public enum Version {
        V1,
        V2C
    }

    /** SNMP v3 by the user-based security model. */
    public record User(
            String name, Level level, AuthProtocol auth, Secret authPassword, PrivProtocol priv, Secret privPassword)
            implements Credentials {}

    /** How well a v3 message is protected. */
    public enum Level {
        NO_AUTH_NO_PRIV,
        AUTH_NO_PRIV,
        AUTH_PRIV
    }

    /** How v3 messages are authenticated. */
    public enum AuthProtocol {
        MD5,
        SHA,
        SHA256,
        SHA512
    }

    /** How v3 messages are encrypted. */
    public enum PrivProtocol {
        DES,
        AES,
        AES256
    }
}
