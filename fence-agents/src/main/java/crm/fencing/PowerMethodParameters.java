package crm.fencing;

import crm.fencing.rest.RestAddress;
import crm.fencing.snmp.PowerMethod;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads in which ways a switch's ports may be switched. */
record PowerMethodParameters(DeviceParameters given) {

    static final Set<String> KNOWN = Set.of(
            "method",
            "script_off",
            "script_on",
            "rest_url",
            "rest_user",
            "rest_password",
            "rest_password_file",
            "rest_certificate");

    private enum Choice {
        AUTO,
        IF_ADMIN,
        SCRIPT,
        REST
    }

    /** In the order in which to try. */
    List<PowerMethod> read() {
        Choice choice = given.choice(
                "method",
                Choice.AUTO,
                Map.of("auto", Choice.AUTO, "ifadmin", Choice.IF_ADMIN, "script", Choice.SCRIPT, "rest", Choice.REST));
        var methods = new ArrayList<PowerMethod>();
        if (choice == Choice.AUTO || choice == Choice.IF_ADMIN) {
            methods.add(new PowerMethod.IfAdmin());
        }
        if (choice == Choice.AUTO || choice == Choice.SCRIPT) {
            methods.add(new PowerMethod.Script(name("script_off", "off"), name("script_on", "on")));
        }
        boolean named = given.text("rest_url").isPresent();
        if (choice == Choice.REST || (choice == Choice.AUTO && named)) {
            rest().ifPresent(address -> methods.add(new PowerMethod.Rest(address)));
        }
        return methods;
    }

    private String name(String parameter, String action) {
        String name = given.text(parameter).orElse("fence-{port}-" + action);
        if (!name.contains("{port}")) {
            given.error(parameter, "is '" + name + "'", "Write {port} where the port's name belongs.");
        }
        return name;
    }

    private Optional<RestAddress> rest() {
        String url = given.required("Give the address of the switch's REST interface.", "rest_url");
        String user = given.required("Give the user's name on the switch.", "rest_user");
        Secret password = given.requiredSecret("Give it, or its file as rest_password_file.", "rest_password");
        Optional<Path> certificate = given.text("rest_certificate").map(Path::of);
        certificate
                .filter(file -> !Files.isReadable(file))
                .ifPresent(file -> given.error(
                        "rest_certificate",
                        "names " + file + ", which cannot be read on this node",
                        "Copy the switch's certificate there (PEM)."));
        if (url.isEmpty() || !url.matches("https?://[^/]+/?")) {
            if (!url.isEmpty()) {
                given.error("rest_url", "is '" + url + "'", "Write it as https://192.168.88.1.");
            }
            return Optional.empty();
        }
        if (url.startsWith("http:")) {
            given.warning(
                    "rest_url",
                    "leaves the password readable on the wire",
                    "Use https, and rest_certificate for a certificate that the switch made itself.");
        }
        return Optional.of(new RestAddress(URI.create(url), user, password, certificate));
    }
}
