package crm.formats.pacemaker;

import crm.model.Role;
import crm.policy.ResourceOutlook;
import java.util.Locale;
import java.util.Optional;

/** Small questions about what a resource's settings say. */
final class Words {

    private Words() {}

    static boolean isTrue(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "on", "yes", "y", "1" -> true;
            default -> false;
        };
    }

    static boolean flag(ResourceOutlook resource, String name) {
        String value = resource.meta().get(name);
        return value != null && isTrue(value);
    }

    static boolean promotable(ResourceOutlook resource) {
        return flag(resource, "promotable");
    }

    static boolean unique(ResourceOutlook resource) {
        return flag(resource, "globally-unique");
    }

    static Optional<Role> targetRole(ResourceOutlook resource) {
        return Optional.ofNullable(resource.meta().get("target-role")).flatMap(Role::parse);
    }

    /** Whether the configuration says that the resource shall not run in full. */
    static boolean disabled(ResourceOutlook resource, boolean promotable) {
        return targetRole(resource)
                .map(role -> role == Role.STOPPED || (promotable && role == Role.UNPROMOTED))
                .orElse(false);
    }

    /** Whether the configuration does not name it but implies it, as the connection to a guest. */
    static boolean isImplied(ResourceOutlook resource) {
        return isTrue(resource.meta().getOrDefault("internal", "false"));
    }
}
