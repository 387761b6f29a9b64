package crm.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A Java file of this repository's main code. */
record SourceFile(Path path, List<String> lines) {

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    static List<SourceFile> all() {
        return modules().flatMap(SourceFile::mainFiles).toList();
    }

    static List<SourceFile> ofModule(String module) {
        return mainFiles(ROOT.resolve(module)).toList();
    }

    private static Stream<Path> modules() {
        try (Stream<Path> entries = Files.list(ROOT)) {
            return entries.filter(dir -> Files.exists(dir.resolve("pom.xml"))).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<SourceFile> mainFiles(Path module) {
        Path main = module.resolve("src/main/java");
        if (!Files.isDirectory(main)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.walk(main)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .map(SourceFile::read)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SourceFile read(Path file) {
        try {
            return new SourceFile(file, Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The type the file is named after. */
    String type() {
        return path.getFileName().toString().replace(".java", "");
    }

    String text() {
        return String.join("\n", lines);
    }

    /** The file without comments, so that a word in a sentence is not taken for code. */
    String code() {
        return text().replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("//[^\n]*", "");
    }

    @Override
    public String toString() {
        return ROOT.relativize(path).toString();
    }
}
