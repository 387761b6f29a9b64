package crm.agent.web;

import crm.agent.action.AgentFailure;
import crm.agent.action.Parameters;
import crm.agent.kernel.Signals;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a server is begun in the foreground and asked to end. Pure: parameters in, arguments out.
 *
 * @param stopSignal what asks it to end in its own time
 */
record ServerCommand(List<String> arguments, int stopSignal) {

    private static final Pattern DAEMON = Pattern.compile("(?m)^\\s*daemon\\s+(on|off)\\s*;");

    /**
     * @param configuration what the configuration file says, if one is named and can be read
     * @param pidFile a file of ours that the server may write its pid to
     */
    static ServerCommand of(Parameters parameters, Optional<String> configuration, Path pidFile) throws AgentFailure {
        Optional<String> command = parameters.text("command");
        String server = parameters.choice("server", "nginx", "apache", "command");
        List<String> arguments = new ArrayList<>(asUser(parameters));
        switch (server) {
            case "nginx" -> arguments.addAll(nginx(parameters, configuration));
            case "apache" -> arguments.addAll(apache(parameters, pidFile));
            default ->
                arguments.addAll(List.of(
                        "sh",
                        "-c",
                        "exec "
                                + command.orElseThrow(() -> AgentFailure.misconfigured(
                                        "parameter command is missing; or set server to nginx or apache"))));
        }
        String byDefault = server.equals("nginx") ? "QUIT" : "TERM";
        return new ServerCommand(
                arguments, signal(parameters.text("stop_signal").orElse(byDefault)));
    }

    private static List<String> asUser(Parameters parameters) {
        return parameters
                .text("user")
                .map(user -> List.of("setpriv", "--reuid", user, "--regid", user, "--init-groups", "--"))
                .orElse(List.of());
    }

    private static List<String> nginx(Parameters parameters, Optional<String> configuration) throws AgentFailure {
        List<String> arguments =
                new ArrayList<>(List.of(parameters.text("command").orElse("nginx")));
        parameters.text("configfile").ifPresent(file -> arguments.addAll(List.of("-c", file)));
        var own = DAEMON.matcher(configuration.orElse(""));
        if (!own.find()) {
            arguments.addAll(List.of("-g", "daemon off;"));
        } else if (own.group(1).equals("on")) {
            throw AgentFailure.misconfigured("the nginx configuration says 'daemon on;': leave that line out");
        }
        return arguments;
    }

    /** Debian keeps what its configuration refers to in a file beside it, to be read by a shell. */
    private static List<String> apache(Parameters parameters, Path pidFile) {
        String program = parameters.text("command").orElse("apache2");
        String file = parameters.text("configfile").orElse("/etc/apache2/apache2.conf");
        String script = "envvars=\"$(dirname \"$1\")/envvars\"; "
                + "if [ -r \"$envvars\" ]; then . \"$envvars\"; mkdir -p \"$APACHE_RUN_DIR\" \"$APACHE_LOCK_DIR\"; fi; "
                + "exec \"$2\" -f \"$1\" -c \"PidFile $3\" -DFOREGROUND";
        return List.of("sh", "-c", script, "sh", file, program, pidFile.toString());
    }

    private static int signal(String name) throws AgentFailure {
        Map<String, Integer> known = new LinkedHashMap<>();
        known.put("TERM", Signals.TERM);
        known.put("QUIT", Signals.QUIT);
        known.put("WINCH", Signals.WINCH);
        known.put("INT", Signals.INTERRUPT);
        known.put("USR1", Signals.USR1);
        known.put("KILL", Signals.KILL);
        Integer number = known.get(name.replaceFirst("^SIG", ""));
        if (number == null) {
            throw AgentFailure.misconfigured(
                    "parameter stop_signal is '" + name + "', not one of " + String.join(", ", known.keySet()));
        }
        return number;
    }
}
