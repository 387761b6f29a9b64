package crm.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * One readable text per case: what is given, then the plan. {@code -Dscenarios.accept} rewrites the plans, and a human
 * reads the difference.
 */
class ScenarioTest {

    private static final Path SCENARIOS = Path.of("src/test/resources/crm/policy/scenarios");

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(SCENARIOS)) {
            return files.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .toList();
        }
    }

    @TestFactory
    Stream<DynamicTest> everyScenarioStillGivesItsPlan() throws IOException {
        return files().stream()
                .map(file -> DynamicTest.dynamicTest(
                        String.valueOf(file.getFileName()).replace(".txt", ""), () -> check(file)));
    }

    @Test
    void thereAreScenarios() throws IOException {
        assertFalse(files().size() < 15, "scenarios are missing");
    }

    private static void check(Path file) throws IOException {
        String text = Files.readString(file);
        int cut = text.indexOf("== placement");
        String given = cut < 0 ? text : text.substring(0, cut);
        String story = given.stripTrailing() + "\n\n"
                + Story.of(new Scheduler().plan(Given.of(given)).transition());
        if (System.getProperty("scenarios.accept") != null) {
            Files.writeString(file, story);
        }
        assertEquals(story, Files.readString(file));
    }
}
