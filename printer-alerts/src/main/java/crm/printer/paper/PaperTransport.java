package crm.printer.paper;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;

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
     * The way that a setting names: {@code HOST:PORT} (port 9100 is usual), or the path of a device, such as {@code
     * /dev/usb/lp0} or {@code /dev/rfcomm0}, for a serial line with its speed ({@code /dev/ttyUSB0@9600}), or the path of a
     * file, which is only ever appended to.
     *
     * @throws IllegalArgumentException if it is neither
     */
    static PaperTransport named(String setting) {
        if (setting.startsWith("/")) {
            String[] parts = setting.split("@(?=\\d+$)", 2);
            return of(
                    Path.of(parts[0]),
                    parts.length == 2 ? OptionalInt.of(Integer.parseInt(parts[1])) : OptionalInt.empty());
        }
        int colon = setting.lastIndexOf(':');
        if (colon <= 0) {
            throw new IllegalArgumentException("a printer is HOST:PORT or a path, not '" + setting + "'");
        }
        String host = setting.substring(0, colon).replaceAll("^\\[|\\]$", "");
        return new TcpTransport(
                InetSocketAddress.createUnresolved(host, Integer.parseInt(setting.substring(colon + 1))));
    }

    /** A device or a file: whatever is in {@code /dev} or is no plain file is a device. */
    static PaperTransport of(Path path, OptionalInt baud) {
        boolean device = path.startsWith("/dev") || (Files.exists(path) && !Files.isRegularFile(path));
        return device ? new DeviceTransport(path, baud) : new FileTransport(path);
    }
}
