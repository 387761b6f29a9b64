package crm.fencing.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The same driver against the SNMP agent that Debian ships, with real network links as ports. */
class SnmpdTest {

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> worksWithDebiansSnmpd() throws Exception {
        assumeTrue(SnmpdTable.possible(), "SKIPPED: neither root nor namespaces for users");
        assumeTrue(Files.isExecutable(Path.of("/usr/sbin/snmpd")), "SKIPPED: snmpd is not installed");
        var seen = new LinkedHashMap<String, String>();
        SnmpdStories.names().forEach(name -> seen.put(name, "was not told"));
        var other = new StringBuilder();
        try (var table = new SnmpdTable(folder)) {
            for (String line : table.tellInside(SnmpdStories.class)) {
                int at = line.indexOf('=');
                if (at > 0 && seen.containsKey(line.substring(0, at))) {
                    seen.put(line.substring(0, at), line.substring(at + 1));
                } else {
                    other.append(line).append('\n');
                }
            }
        }
        return seen.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(), () -> assertEquals("ok", entry.getValue(), other.toString())));
    }
}
