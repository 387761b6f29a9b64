package crm.node.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.model.NodeName;
import crm.node.settings.SettingsReader.Settings;
import crm.node.settings.SettingsReader.Wrong;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsReaderTest {

    private static final String LEAST = "node: pi1\ncluster: table\naddress: 127.0.0.1\n";

    @TempDir
    private Path directory;

    @Test
    void threeLinesAreEnough() throws IOException {
        NodeSettings settings = right(LEAST);

        assertEquals(new NodeName("pi1"), settings.node());
        assertEquals(7800, settings.port());
        assertEquals(Path.of("/run/crm/crm.sock"), settings.control());
        assertEquals(List.of(new NodeName("pi1")), settings.voters());
        assertTrue(settings.screen().isEmpty() && settings.printer().isEmpty());
        assertTrue(settings.page().isEmpty());
    }

    @Test
    void thePageIsWhereItIsSaidToBe() throws IOException {
        assertEquals(
                "http://192.168.88.100",
                right(LEAST + "page: http://192.168.88.100\n").page().orElseThrow());
    }

    @Test
    void aPrinterIsAHostOrADevice() throws IOException {
        assertEquals(
                "/dev/rfcomm0",
                right(LEAST + "printer: /dev/rfcomm0\n").printer().orElseThrow().name());
        assertTrue(right(LEAST + "printer: 192.168.88.40:9100\n")
                .printer()
                .orElseThrow()
                .name()
                .contains("192.168.88.40"));
    }

    @Test
    void everyMistakeIsToldAtOnceWithItsPlaceAndRemedy() throws IOException {
        List<String> mistakes = wrong("""
                node: pi one
                cluster: table
                address: 127.0.0.1
                port: 99999
                colour: red
                timing: slow
                peers: ["x:70000"]
                screen: {panel: zz}
                printer: nowhere
                """);

        for (String place : List.of("node", "port", "colour", "timing", "peers", "screen › panel", "printer")) {
            assertEquals(
                    1,
                    mistakes.stream().filter(m -> m.contains(" › " + place)).count(),
                    () -> place + " in " + mistakes);
        }
    }

    @Test
    void aFileThatIsNoSettingsSaysWhatToWrite() throws IOException {
        assertTrue(wrong("[]").getFirst().contains("write at least node, cluster and address"));
        assertTrue(wrong("node: [\n").size() == 1);
    }

    private NodeSettings right(String text) throws IOException {
        return assertInstanceOf(Settings.class, read(text)).value();
    }

    private List<String> wrong(String text) throws IOException {
        return assertInstanceOf(Wrong.class, read(text)).problems().stream()
                .map(Object::toString)
                .toList();
    }

    private SettingsReader.Result read(String text) throws IOException {
        return SettingsReader.read(Files.writeString(directory.resolve("node.yaml"), text));
    }
}
