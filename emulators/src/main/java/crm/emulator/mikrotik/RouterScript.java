package crm.emulator.mikrotik;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A script that a person has put on the switch.
 *
 * @param source in RouterOS's language, of which only {@code /interface ethernet set PORT property=value …} is understood
 */
public record RouterScript(String name, String source) {

    private static final Pattern SET = Pattern.compile("/interface ethernet set (\\S+)((?: [a-z-]+=\\S+)+)");

    /** The pair of scripts that switch a port off and on, as the fencing guide tells to make them. */
    public static RouterScript off(String port) {
        return new RouterScript(
                "fence-" + port + "-off", "/interface ethernet set " + port + " disabled=yes poe-out=off");
    }

    /** The other one. */
    public static RouterScript on(String port) {
        return new RouterScript(
                "fence-" + port + "-on", "/interface ethernet set " + port + " disabled=no poe-out=auto-on");
    }

    /** Does what the source says, line by line; a line that is not understood ends the script, as an error does. */
    void run(SwitchState state) {
        for (String line : source.strip().split("\\s*[;\n]\\s*", -1)) {
            Matcher set = SET.matcher(line.strip());
            if (!set.matches()) {
                return;
            }
            var properties = new LinkedHashMap<String, String>();
            for (String pair : set.group(2).strip().split(" ", -1)) {
                String[] parts = pair.split("=", 2);
                properties.put(parts[0], parts[1]);
            }
            state.configure(set.group(1), Map.copyOf(properties));
        }
    }
}
