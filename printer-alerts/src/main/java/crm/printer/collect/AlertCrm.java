package crm.printer.collect;

import crm.model.NodeName;
import crm.printer.ReceiptPrinter;
import crm.printer.paper.PaperTransport;
import crm.printer.receipt.ReceiptLayout;
import crm.printer.spool.Spool;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * {@code alert_crm}: without arguments an alert agent, which hands the alert to the collector that its recipient names;
 * with {@code --collect} the collector.
 */
public final class AlertCrm {

    /** Pacemaker kills an agent after thirty seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** While the collector moves to another node nobody answers: that is when most happens. */
    private static final Duration AGAIN_AFTER = Duration.ofMillis(500);

    /** How Pacemaker's {@code options} and the collector's environment name the file of the key. */
    private static final String KEY_FILE = "key_file";

    /** In the spool's directory: alerts that are not printed yet. */
    private static final String LOG = "alerts.log";

    private static final NodeName COLLECTOR = new NodeName("collector");
    private static final int PORT = 9109;
    private static final int CONNECT_MS_MAX = 3_000;
    private static final int SPOOLED_MAX = 1_000;
    private static final Duration QUIET = Duration.ofSeconds(8);

    private AlertCrm() {}

    /** Ends with 0 if the alert was taken, 1 if not, 64 if it was called wrongly, 78 if the key cannot be used. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        boolean collects = arguments.length >= 5 && arguments.length <= 6 && arguments[0].equals("--collect");
        if (arguments.length > 0 && !collects) {
            System.err.println("usage: alert_crm                                             (Pacemaker calls it so)\n"
                    + "       alert_crm --collect ADDRESS[:PORT] PRINTER SPOOL CLUSTER [SITE]\n"
                    + "PRINTER is HOST:9100, /dev/usb/lp0, /dev/rfcomm0, /dev/ttyUSB0@9600 or a file; SITE stands before"
                    + " the page in the QR code.\nBoth use the key in " + AlertKey.USUAL
                    + ", if there is one, or in the file that " + KEY_FILE + " names in the environment.");
            System.exit(64);
        }
        Map<String, String> environment = System.getenv();
        Optional<AlertKey> key = Optional.empty();
        try {
            key = AlertKey.of(Optional.ofNullable(environment.get(KEY_FILE))
                    .filter(name -> !name.isBlank())
                    .map(Path::of));
        } catch (IOException unusable) {
            System.err.println(unusable.getMessage());
            System.exit(78);
        }
        if (collects) {
            collect(arguments, key);
        } else {
            System.exit(tell(environment, hostName(), key, PATIENCE) ? 0 : 1);
        }
    }

    private static void collect(String[] arguments, Optional<AlertKey> key) throws IOException, InterruptedException {
        Path directory = Path.of(arguments[3]);
        Spool spool = Spool.open(directory, SPOOLED_MAX);
        InstantSource clock = InstantSource.system();
        var layout = new ReceiptLayout(
                ZoneId.systemDefault(), arguments.length == 6 ? arguments[5] : "http://" + arguments[4]);
        if (key.isEmpty()) {
            System.err.println("There is no " + AlertKey.USUAL + ": whoever reaches this port can print.");
        }
        try (var book = KeptBook.open(directory.resolve(LOG), QUIET, KeptBook.LOG_MAX, clock.instant());
                var printer = new ReceiptPrinter(COLLECTOR, spool, PaperTransport.named(arguments[2]), layout, clock);
                var collector = new Collector(
                        address(arguments[1]),
                        key,
                        new Handover(book, spool, printer, COLLECTOR, arguments[4]),
                        clock)) {
            collector.join();
        }
    }

    /** Hands an alert on, trying again for a while. */
    static boolean tell(Map<String, String> environment, String onNode, Optional<AlertKey> key, Duration patience)
            throws InterruptedException {
        var variables = new LinkedHashMap<String, String>();
        environment.forEach((name, value) -> {
            if (name.startsWith(PacemakerAlert.PREFIX)) {
                variables.put(name, value);
            }
        });
        if (!variables.containsKey(PacemakerAlert.PREFIX + "kind")) {
            System.err.println("CRM_alert_kind is not set: this is an alert agent, and Pacemaker calls it");
            return false;
        }
        variables.put(AlertWire.ON_NODE, onNode);
        InetSocketAddress where = address(variables.getOrDefault(PacemakerAlert.PREFIX + "recipient", "127.0.0.1"));
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                return told(where, variables, key);
            } catch (IOException unreachable) {
                if (System.nanoTime() + AGAIN_AFTER.toNanos() >= end) {
                    System.err.println("the collector at " + where + " was not told: " + unreachable.getMessage());
                    return false;
                }
            }
            Thread.sleep(AGAIN_AFTER);
        }
    }

    private static boolean told(InetSocketAddress where, Map<String, String> variables, Optional<AlertKey> key)
            throws IOException {
        try (var socket = new Socket()) {
            socket.connect(where, CONNECT_MS_MAX);
            socket.setSoTimeout(CONNECT_MS_MAX);
            String challenge = AlertWire.line(socket.getInputStream());
            byte[] message = AlertWire.message(variables, challenge, key);
            socket.getOutputStream().write(message);
            socket.shutdownOutput();
            String answer = AlertWire.line(socket.getInputStream());
            boolean taken = AlertWire.saysTaken(answer, message, challenge, key);
            if (!taken) {
                System.err.println(
                        answer.startsWith("no")
                                ? "the collector at " + where + " did not take the alert, " + answer
                                : "whoever answers at " + where + " does not have the key");
            }
            return taken;
        }
    }

    private static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        boolean withPort = colon > 0 && text.substring(colon + 1).matches("\\d{1,5}");
        return withPort
                ? new InetSocketAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)))
                : new InetSocketAddress(text, PORT);
    }

    private static String hostName() throws IOException {
        return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    }
}
