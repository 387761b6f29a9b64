package crm.fencing;

import crm.fencing.snmp.PoeTable;
import crm.fencing.snmp.PowerMethod;
import crm.fencing.snmp.SwitchAddress;
import crm.fencing.snmp.SwitchAddress.AuthProtocol;
import crm.fencing.snmp.SwitchAddress.Credentials;
import crm.fencing.snmp.SwitchAddress.Level;
import crm.fencing.snmp.SwitchAddress.PrivProtocol;
import crm.fencing.snmp.SwitchAddress.Version;
import crm.fencing.snmp.SwitchPlan;
import crm.model.NodeName;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;

/** Reads the parameters of {@code stonith:snmp-switch}; their names are those of {@code fence_ifmib} where it has one. */
final class SnmpSwitchParameters {

    /** Every name that has a meaning here; the metadata describes the same ones, and a test compares the two. */
    static final Set<String> KNOWN = union(
            PowerMethodParameters.KNOWN,
            Set.of(
                    "ip",
                    "ipaddr",
                    "ipport",
                    "snmp_version",
                    "community",
                    "community_file",
                    "username",
                    "login",
                    "snmp_sec_level",
                    "snmp_auth_prot",
                    "password",
                    "passwd",
                    "password_file",
                    "snmp_priv_prot",
                    "snmp_priv_passwd",
                    "snmp_priv_passwd_file",
                    "poe",
                    "power_timeout",
                    "storage_port"));

    private static final int SNMP_PORT = 161;

    /** SNMP v3 allows no shorter password (RFC 3414). */
    private static final int SHORTEST_PASSWORD = 8;

    private static final Map<String, PoeTable> POE =
            Map.of("auto", PoeTable.AUTO, "yes", PoeTable.REQUIRED, "no", PoeTable.IGNORED);
    private static final Map<String, Integer> VERSIONS = Map.of("1", 1, "2c", 2, "3", 3);
    private static final Map<String, Level> LEVELS = Map.of(
            "noauthnopriv", Level.NO_AUTH_NO_PRIV, "authnopriv", Level.AUTH_NO_PRIV, "authpriv", Level.AUTH_PRIV);
    private static final Map<String, AuthProtocol> AUTHENTICATION = Map.of(
            "md5", AuthProtocol.MD5,
            "sha", AuthProtocol.SHA,
            "sha1", AuthProtocol.SHA,
            "sha256", AuthProtocol.SHA256,
            "sha512", AuthProtocol.SHA512);
    private static final Map<String, PrivProtocol> PRIVACY = Map.of(
            "des", PrivProtocol.DES,
            "aes", PrivProtocol.AES,
            "aes128", PrivProtocol.AES,
            "aes256", PrivProtocol.AES256);

    private final String id;
    private final DeviceParameters given;

    SnmpSwitchParameters(String id, DeviceParameters given) {
        this.id = id;
        this.given = given;
    }

    /** The switch as configured; empty if there is a mistake that forbids its use. */
    Optional<SwitchPlan> read() {
        given.warnOfOthersThan(KNOWN);
        return readFor(given.hostMapOr("Write node:port, several separated by ';', as in pi1:ether2;pi2:ether3."));
    }

    /** For nodes that are given otherwise; without any the switch can be asked but not switched. */
    Optional<SwitchPlan> readFor(SequencedMap<NodeName, List<String>> ports) {
        int version = given.choice("snmp_version", 2, VERSIONS);
        Credentials credentials = version == 3 ? user() : community(version == 1 ? Version.V1 : Version.V2C);
        Optional<InetSocketAddress> address = address();
        complainOfSharedPorts(ports);
        PoeTable poe = given.choice("poe", PoeTable.AUTO, POE);
        Duration settle =
                Duration.ofSeconds(given.number("power_timeout", (int) SwitchPlan.SETTLE.toSeconds(), 1, 300));
        List<PowerMethod> methods = new PowerMethodParameters(given).read();
        if (given.hasErrors() || address.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new SwitchPlan(
                id,
                new SwitchAddress(address.get(), credentials),
                ports,
                poe,
                settle,
                methods,
                given.text("storage_port")));
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        var all = new TreeSet<>(one);
        all.addAll(other);
        return all;
    }

    private Optional<InetSocketAddress> address() {
        String host = given.required("Give the address of the switch.", "ip", "ipaddr");
        int port = given.number("ipport", SNMP_PORT, 1, 65_535);
        if (host.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new InetSocketAddress(InetAddress.getByName(host), port));
        } catch (UnknownHostException e) {
            given.error(
                    "ip",
                    "is '" + host + "', which is no known host",
                    "Give a number: a name may not resolve when it counts.");
            return Optional.empty();
        }
    }

    private Credentials community(Version version) {
        return new SwitchAddress.Community(
                given.requiredSecret("Give the community that may write, or its file as community_file.", "community"),
                version);
    }

    private Credentials user() {
        String name = given.required("Give the v3 user's name.", "username", "login");
        Level level = given.choice("snmp_sec_level", Level.AUTH_PRIV, LEVELS);
        if (level != Level.AUTH_PRIV) {
            given.warning(
                    "snmp_sec_level",
                    "leaves messages readable on the wire",
                    "Use authPriv: whoever can write to the switch can switch nodes off.");
        }
        return new SwitchAddress.User(
                name,
                level,
                given.choice("snmp_auth_prot", AuthProtocol.SHA, AUTHENTICATION),
                level == Level.NO_AUTH_NO_PRIV ? new Secret("") : password("password", "passwd"),
                given.choice("snmp_priv_prot", PrivProtocol.AES, PRIVACY),
                level == Level.AUTH_PRIV ? password("snmp_priv_passwd") : new Secret(""));
    }

    private Secret password(String... names) {
        Secret secret = given.requiredSecret("Give it, or its file as " + names[0] + "_file.", names);
        if (!secret.value().isEmpty() && secret.value().length() < SHORTEST_PASSWORD) {
            given.error(
                    names[0],
                    "is shorter than " + SHORTEST_PASSWORD + " characters",
                    "SNMP v3 allows no shorter one; choose another on the switch.");
        }
        return secret;
    }

    private void complainOfSharedPorts(Map<NodeName, List<String>> ports) {
        var owners = new HashMap<String, NodeName>();
        ports.forEach((node, names) -> names.forEach(port -> {
            NodeName other = owners.put(port, node);
            if (other != null) {
                given.error(
                        "pcmk_host_map",
                        "gives port " + port + " to " + other + " and to " + node,
                        "Say which of the two it feeds.");
            }
        }));
    }
}
