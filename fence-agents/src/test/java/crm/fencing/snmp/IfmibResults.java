package crm.fencing.snmp;

import static crm.fencing.snmp.EmulatedTable.PI2;

import crm.emulator.mikrotik.Quirk;
import crm.state.FencingOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What Debian's {@code fence_ifmib} says of our emulated switch under each of its habits, beside what ours says and what
 * is true. Run by {@code bench/fencing/run answers}; prints a table in Markdown.
 */
final class IfmibResults {

    private static final Duration LIMIT = Duration.ofSeconds(15);

    private IfmibResults() {}

    public static void main(String[] arguments) throws Exception {
        System.out.println("| habit | `fence_ifmib` off | true | ours off | true |");
        System.out.println("|---|---|---|---|---|");
        System.out.println(row("a port that does not exist", Optional.empty(), "99"));
        System.out.println(row("none", Optional.empty(), "ether3"));
        for (Quirk quirk : Quirk.values()) {
            System.out.println(row(quirk.name().toLowerCase(Locale.ROOT), Optional.of(quirk), "ether3"));
        }
        System.out.println();
        System.out.println("| action, on a switch without habits | exit code | says |");
        System.out.println("|---|---|---|");
        for (String action : List.of("status", "list", "list-status", "monitor", "on", "reboot", "validate-all")) {
            try (var table = new EmulatedTable()) {
                Ifmib.Ended ended = ask(table, action, "ether3");
                System.out.println("| " + action + " | " + ended.code() + " | " + firstWords(ended.output()) + " |");
            }
        }
    }

    private static String row(String name, Optional<Quirk> quirk, String port) throws Exception {
        String theirs;
        try (var table = table(quirk)) {
            Ifmib.Ended ended = ask(table, "off", port);
            boolean runs = table.runs(PI2);
            theirs = (ended.code() == 0 ? "success" : "failure") + ", " + firstWords(ended.output()) + " | "
                    + truth(runs) + (ended.code() == 0 && runs ? " **false**" : "");
        }
        try (var table = table(quirk)) {
            FencingOutcome outcome = port.equals("99") ? table.offAt(port, LIMIT) : table.device.off(PI2, LIMIT);
            boolean runs = table.runs(PI2);
            boolean lie = outcome instanceof FencingOutcome.Off && runs;
            return "| " + name + " | " + theirs + " | " + outcome.getClass().getSimpleName() + " | " + truth(runs)
                    + (lie ? " **false**" : "") + " |";
        }
    }

    private static EmulatedTable table(Optional<Quirk> quirk) throws Exception {
        var table = new EmulatedTable();
        table.pollInPeace();
        quirk.ifPresent(table::quirk);
        return table;
    }

    private static Ifmib.Ended ask(EmulatedTable table, String action, String port) throws Exception {
        return Ifmib.ask(table.agent.address(), action, port, List.of("power_timeout=5"));
    }

    private static String truth(boolean runs) {
        return runs ? "runs" : "dark";
    }

    private static String firstWords(String output) {
        return Stream.of(output.split("\n", -1))
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .reduce((first, last) -> last)
                .map(line -> line.replaceAll("^[0-9 :,-]+(ERROR|INFO): ", ""))
                .orElse("nothing");
    }
}
