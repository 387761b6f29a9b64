package crm.fencing.agent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * What the agent was asked, by the rules of the Fence Agent API: lines {@code name=value} on standard input if there are
 * no arguments, otherwise options.
 *
 * @param values by name, with underscores; of several values the last
 * @param complaints what could not be understood, which is no reason to fail
 */
record AgentInput(SequencedMap<String, String> values, List<String> complaints) {

    /** The short options that every fence agent has. */
    private static final Map<String, String> SHORT = Map.of(
            "-o", "action",
            "-n", "plug",
            "-a", "ip",
            "-u", "ipport",
            "-c", "community",
            "-d", "snmp_version",
            "-l", "username",
            "-p", "password",
            "-s", "password_file");

    /** Names that mean another one. */
    private static final Map<String, String> SYNONYMS = Map.of(
            "option", "action",
            "port", "plug",
            "ipaddr", "ip",
            "login", "username",
            "passwd", "password");

    static AgentInput ofLines(List<String> lines) {
        var values = new LinkedHashMap<String, String>();
        var complaints = new ArrayList<String>();
        for (String line : lines) {
            String stripped = line.strip();
            if (stripped.isEmpty() || stripped.startsWith("#")) {
                continue;
            }
            int equals = stripped.indexOf('=');
            if (equals <= 0) {
                complaints.add("not understood: " + stripped);
            } else {
                put(values, stripped.substring(0, equals).strip(), unquoted(stripped.substring(equals + 1)));
            }
        }
        return new AgentInput(values, complaints);
    }

    static AgentInput ofArguments(List<String> arguments) {
        var values = new LinkedHashMap<String, String>();
        var complaints = new ArrayList<String>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            String[] parts = argument.split("=", 2);
            boolean isLong = argument.startsWith("--") && parts[0].length() > 2;
            if (!isLong && !SHORT.containsKey(argument)) {
                complaints.add("not understood: " + argument);
                continue;
            }
            String name = isLong ? parts[0].substring(2) : SHORT.getOrDefault(argument, "");
            if (isLong && parts.length == 2) {
                put(values, name, parts[1]);
            } else if (i + 1 < arguments.size()) {
                put(values, name, arguments.get(++i));
            } else {
                complaints.add(argument + " lacks its value");
            }
        }
        return new AgentInput(values, complaints);
    }

    private static void put(Map<String, String> values, String name, String value) {
        String plain = name.replace('-', '_');
        values.put(SYNONYMS.getOrDefault(plain, plain), value);
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    /** What is to be done, by its first name; {@code reboot} if nothing is said, as with other agents that switch power. */
    String action() {
        String said = values.getOrDefault("action", "reboot");
        return switch (said) {
            case "enable" -> "on";
            case "disable" -> "off";
            case "meta-data", "meta_data" -> "metadata";
            default -> said;
        };
    }
}
