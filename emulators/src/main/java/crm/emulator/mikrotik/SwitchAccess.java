package crm.emulator.mikrotik;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who may ask the switch what.
 *
 * @param communities for SNMP v1 and v2c
 * @param users for SNMP v3
 */
public record SwitchAccess(List<Community> communities, List<User> users) {

    public SwitchAccess {
        communities = List.copyOf(communities);
        users = List.copyOf(users);
    }

    /** {@code public} may read, {@code private} may write; nobody by v3. */
    public static SwitchAccess usual() {
        return new SwitchAccess(List.of(new Community("public", false), new Community("private", true)), List.of());
    }

    /** The same with one more user. */
    public SwitchAccess with(User user) {
        var all = new ArrayList<>(users);
        all.add(user);
        return new SwitchAccess(communities, all);
    }

    Optional<Community> community(String name) {
        return communities.stream().filter(c -> c.name().equals(name)).findFirst();
    }

    Optional<User> user(String name) {
        return users.stream().filter(u -> u.name().equals(name)).findFirst();
    }

    public record Community(String name, boolean mayWrite) {}

    /** A v3 user who must authenticate and encrypt. */
    public record User(
            String name, Authentication authentication, String authPassword, Privacy privacy, String privPassword) {

        @Override
        public String toString() {
            return "User[" + name + ", " + authentication + ", " + privacy + "]";
        }
    }

    /** How messages are authenticated; RouterOS knows the first two. */
    public enum Authentication {
        MD5,
        SHA1,
        SHA256,
        SHA512
    }

    /** How messages are encrypted; RouterOS knows the first two. */
    public enum Privacy {
        DES,
        AES128,
        AES256
    }
}
