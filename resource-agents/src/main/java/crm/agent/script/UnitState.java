package crm.agent.script;

import crm.agent.action.OcfExit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code systemctl show} says of a unit.
 *
 * @param load {@code loaded}, {@code not-found}…
 * @param active systemd's word for what it does: running, failed, on its way up…
 */
record UnitState(String load, String active) {

    private static final List<String> KINDS = List.of(".service", ".socket", ".mount", ".timer", ".path", ".target");

    /** Lines {@code Name=value}. */
    static UnitState parse(String shown) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : shown.lines().toList()) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.put(line.substring(0, equals), line.substring(equals + 1).strip());
            }
        }
        return new UnitState(values.getOrDefault("LoadState", ""), values.getOrDefault("ActiveState", ""));
    }

    boolean installed() {
        return load.equals("loaded") || load.equals("masked");
    }

    /** What a monitor answers; empty while the unit is on its way up or down. {@code failed} is not running, too. */
    Optional<OcfExit> exit() {
        return switch (active) {
            case "active", "reloading" -> Optional.of(OcfExit.SUCCESS);
            case "activating", "deactivating" -> Optional.empty();
            default -> Optional.of(OcfExit.NOT_RUNNING);
        };
    }

    /** A type as configured: a service, if it does not say what kind of unit it is. */
    static String unitName(String type) {
        return KINDS.stream().anyMatch(type::endsWith) ? type : type + ".service";
    }
}
