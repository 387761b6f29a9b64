package crm.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules of taste that a program can check; the others are for reviewers. */
class RulesOfTasteTest {

    private static final int LONGEST_FILE = 440;

    private final List<SourceFile> files = SourceFile.all();

    @Test
    void thereAreFilesToCheck() {
        assertFalse(files.isEmpty());
    }

    @Test
    void typesAreNamedAfterThingsNotAfterTheirRoleInAFramework() {
        var forbidden = Pattern.compile("(Utils?|Manager|Helper|Impl|Base|Data|Info)$|^Abstract");

        assertNone(file -> forbidden.matcher(file.type()).find());
    }

    @Test
    void aFileFitsInTheHead() {
        assertNone(file -> file.lines().size() > LONGEST_FILE);
    }

    @Test
    void everyPackageSaysWhatLivesThereAndWhatDoesNot() {
        List<Path> undescribed = files.stream()
                .map(file -> file.path().getParent())
                .distinct()
                .filter(folder -> !folder.endsWith("java"))
                .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
                .toList();
        assertEquals(List.of(), undescribed);
        assertNone(file -> file.type().equals("package-info") && !file.text().contains("Not here"));
    }

    @Test
    void theCoreHasNoClockNoChanceNoThreadsAndNoFiles() {
        var forbidden = Pattern.compile(
                "Instant\\.now|System\\.(currentTimeMillis|nanoTime|out|err|getenv)|new Random|ThreadLocalRandom|UUID"
                        + "\\.random|new Thread|Thread\\.|java\\.util\\.concurrent|java\\.io\\.|java\\.nio\\.file|org\\.slf4j"
                        + "|java\\.util\\.logging|java\\.net\\.");

        assertEquals(
                List.of(),
                SourceFile.ofModule("crm-core").stream()
                        .filter(file -> forbidden.matcher(file.code()).find())
                        .toList());
    }

    /** That no unordered map or set is iterated over is checked by its effect: the engine's tests compare whole plans. */
    @Test
    void theCoreGathersIntoNothingThatHasNoOrder() {
        var forbidden = Pattern.compile("Collectors\\.(toSet|toMap)\\(|\\.parallel(Stream)?\\(");

        assertEquals(
                List.of(),
                SourceFile.ofModule("crm-core").stream()
                        .filter(file -> forbidden.matcher(file.code()).find())
                        .toList());
    }

    @Test
    void whoSharesMemoryBetweenThreadsOutsideTheDaemonSaysWhy() {
        List<String> unexplained = files.stream()
                .filter(file -> !file.toString().startsWith("crm-node/"))
                .flatMap(RulesOfTasteTest::unexplainedSharing)
                .toList();

        assertEquals(List.of(), unexplained);
    }

    private static Stream<String> unexplainedSharing(SourceFile file) {
        var sharing =
                Pattern.compile("^[^*/]*\\b(synchronized|volatile|newSingleThreadExecutor|newFixedThreadPool)\\b");
        List<String> lines = file.lines();
        return IntStream.range(0, lines.size())
                .filter(i -> sharing.matcher(lines.get(i)).find())
                .filter(i -> lines.subList(Math.max(0, i - 12), i).stream()
                        .noneMatch(line -> line.strip().matches("(//|\\*|/\\*).*")))
                .mapToObj(i -> file + ":" + (i + 1));
    }

    private void assertNone(Predicate<SourceFile> offends) {
        assertEquals(List.of(), files.stream().filter(offends).toList());
    }
}
