package crm.demo.trial;

import java.io.IOException;
import java.util.regex.Pattern;

/**
 * What a Pi's daemon takes.
 *
 * @param memory proportional set size, in KiB
 * @param disk all files below {@code /var/lib/crm}, in bytes
 * @param age how long the daemon has lived, in seconds
 */
record Footprint(long memory, long disk, long age) {

    private static final Pattern NUMBERS = Pattern.compile("(?s)Pss:\\s+(\\d+) kB.*\\n\\s*(\\d+)\\s*");

    /** Looks at a Pi whose daemon runs. */
    static Footprint of(WholeTable table, String pi) throws IOException {
        var found = table.on(
                pi, "sh", "-c", "p=$(pgrep -o -x java); grep ^Pss: /proc/$p/smaps_rollup; ps -o etimes= -p $p");
        var numbers = NUMBERS.matcher(found.output());
        if (!numbers.matches()) {
            throw new InVain("the memory of " + pi + " cannot be read: " + found.output());
        }
        return new Footprint(Long.parseLong(numbers.group(1)), disk(table, pi), Long.parseLong(numbers.group(2)));
    }

    /** What a Pi keeps on its disk, in bytes; its daemon need not run. */
    static long disk(WholeTable table, String pi) throws IOException {
        return table.kept(pi).values().stream().mapToLong(Long::longValue).sum();
    }
}
