package crm.printer.paper;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;

/** A way to a printer. Opened for each job and closed after it, so that a printer may come and go. */
public interface PaperTransport {

    /**
     * Opens the way.
     *
     * @throws IOException if there is no printer
     */
    PaperLink open() throws IOException;

    /** Where it leads, for people. */
    String name();

    /** How long a printer may take to answer. */
    Duration ANSWER_MAX = Duration.ofSeconds(2);

    /**
     * The way that a setting names: {@code HOST:PORT} (port 9100 is usual) or the path of a device or file, such as
     * {@code /dev/usb/lp0} or {@code /dev/rfcomm0}. A file is only ever appended to.
     *
     * @throws IllegalArgumentException if it is neither
     */
    static PaperTransport named(String setting) {
        if (setting.startsWith("/")) {
            return new FileTransport(Path.of(setting));
        }
        int colon = setting.lastIndexOf(':');
        if (colon <= 0) {
            throw new IllegalArgumentException("a printer is HOST:PORT or a path, not '" + setting + "'");
        }
        String host = setting.substring(0, colon).replaceAll("^\\[|\\]$", "");
        return new TcpTransport(
                InetSocketAddress.createUnresolved(host, Integer.parseInt(setting.substring(colon + 1))));
    }
}
