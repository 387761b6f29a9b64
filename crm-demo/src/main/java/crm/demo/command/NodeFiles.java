package crm.demo.command;

import crm.demo.table.Layout;
import crm.membership.ClusterKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files of our own daemon on the Pis' disks, and the command that starts it. */
final class NodeFiles {
    private static final String SETTINGS = "/etc/crm/node.yaml";
    private static final String KEY = "/etc/crm/cluster.key";
    private static final String CLUSTER = "table";

    private final Layout layout;

    NodeFiles(Layout layout) {
        this.layout = layout;
    }

    /** What a Pi can spare; with the serial collector and the first compiler only, a daemon is also ready sooner. */
    static List<String> daemon() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx48m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "crm.node.NodeMain",
                SETTINGS);
    }

    void write() throws IOException {
        var key = ClusterKey.create(CLUSTER);
        for (var pi : Layout.PIS) {
            Files.writeString(layout.onDisk(pi, SETTINGS), settings(pi));
            Furnishing.resource("nginx.conf", layout.onDisk(pi, "/etc/crm/nginx.conf"));
            key.write(layout.onDisk(pi, KEY));
        }
        Furnishing.resource("cluster.yaml", layout.clusterFile());
    }

    private static String settings(String pi) {
        return """
                node: %s
                cluster: %s
                address: %s
                port: 7800
                data: /var/lib/crm
                run: /run/crm
                key: %s
                voters: [%s]
                screen: {png: /var/lib/crm/screen.png}
                printer: %s:9100
                web: 127.0.0.1:8080
                page: http://%s
                control: /run/crm/crm.sock
                snmp-trap-port: 162
                """.formatted(
                        pi,
                        CLUSTER,
                        Layout.addressOf(pi),
                        KEY,
                        String.join(", ", Layout.PIS),
                        Layout.PRINTER_ADDRESS,
                        Layout.FLOATING_ADDRESS);
    }
}
