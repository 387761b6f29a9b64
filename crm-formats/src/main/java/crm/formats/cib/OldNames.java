package crm.formats.cib;

/**
 * Names of settings that changed over Pacemaker's versions, and what they are called today. A name not listed is its
 * own name of today.
 */
enum OldNames {
    /** Parameters of agents, node attributes: never renamed. */
    NONE,
    /** Cluster options. */
    OPTIONS,
    /** Meta attributes of resources. */
    META;

    String today(String name) {
        return switch (this) {
            case NONE -> name;
            case OPTIONS -> option(name);
            case META -> meta(name);
        };
    }

    private static String option(String name) {
        return switch (name) {
            case "stonith-enabled" -> "fencing-enabled";
            case "stonith-action" -> "fencing-action";
            case "stonith-timeout" -> "fencing-timeout";
            case "stonith-max-attempts" -> "fencing-max-attempts";
            case "stonith-watchdog-timeout" -> "fencing-watchdog-timeout";
            case "fence-reaction" -> "fencing-reaction";
            case "stop-orphan-resources" -> "stop-removed-resources";
            case "stop-orphan-actions" -> "cancel-removed-actions";
            case "crmd-integration-timeout" -> "join-integration-timeout";
            case "crmd-finalization-timeout" -> "join-finalization-timeout";
            case "crmd-transition-delay" -> "transition-delay";
            default -> name;
        };
    }

    private static String meta(String name) {
        return switch (name) {
            case "master-max" -> "promoted-max";
            case "master-node-max" -> "promoted-node-max";
            default -> name;
        };
    }

    /** The value in today's words, for the few settings whose words changed. */
    String value(String today, String value) {
        return switch (this) {
            case NONE -> value;
            case OPTIONS ->
                switch (today) {
                    case "fencing-action" -> value.equals("poweroff") ? "off" : value;
                    case "no-quorum-policy" -> value.equals("suicide") ? "fence" : value;
                    default -> value;
                };
            case META -> today.equals("target-role") ? role(value) : value;
        };
    }

    private static String role(String value) {
        return switch (value) {
            case "master", "Master" -> "Promoted";
            case "slave", "Slave" -> "Unpromoted";
            default -> value;
        };
    }
}
