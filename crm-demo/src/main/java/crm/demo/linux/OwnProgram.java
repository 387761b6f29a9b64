package crm.demo.linux;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Programs of this jar, run anew as processes of their own, in another network namespace for instance. */
public final class OwnProgram {
    private OwnProgram() {}

    /** The command that runs one: small, and soon there. */
    public static List<String> command(Class<?> program, List<String> words) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(words);
        return command;
    }
}
