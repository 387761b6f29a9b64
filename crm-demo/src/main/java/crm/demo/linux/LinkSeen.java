package crm.demo.linux;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A network link as the kernel reported it.
 *
 * @param name such as {@code ether2}
 * @param index its number in its namespace, the SNMP ifIndex
 * @param adminUp whether somebody switched it on (IFF_UP)
 * @param carrier whether something alive is at the other end (IFF_LOWER_UP)
 */
public record LinkSeen(String name, int index, boolean adminUp, boolean carrier) {
    private static final Pattern LINE = Pattern.compile("(\\d+): ([^:@]+)(?:@[^:]*)?: <([^>]*)>.*");

    /** Reads one line of {@code ip -o link show} or {@code ip -o monitor link}; empty if it tells of no present link. */
    public static Optional<LinkSeen> parse(String line) {
        var matched = LINE.matcher(line.strip());
        if (!matched.matches()) {
            return Optional.empty();
        }
        var flags = "," + matched.group(3) + ",";
        return Optional.of(new LinkSeen(
                matched.group(2),
                Integer.parseInt(matched.group(1)),
                flags.contains(",UP,"),
                flags.contains(",LOWER_UP,")));
    }
}
