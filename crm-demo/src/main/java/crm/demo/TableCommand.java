package crm.demo;

import crm.demo.command.ClusterClient;
import crm.demo.command.TableClient;
import crm.demo.command.TableOptions;
import crm.demo.command.TableSetup;
import crm.demo.linux.OwnProgram;
import crm.demo.table.Layout;
import crm.demo.table.Refused;
import crm.demo.table.TableView;
import crm.demo.table.TableView.Condition;
import crm.demo.view.ClusterSeen;
import crm.demo.view.TableDrawing;
import crm.printer.roll.PrintedReceipt;
import crm.printer.roll.RollReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** {@code crm table …}: what a person at the table can do. */
public final class TableCommand {
    private static final String HELP = """
            crm table: a PoE switch, three Pis and a storage box on this machine, to be unplugged

              up [OPTIONS]            lay the table and switch it on      down       put it away
              clean                   remove what a crashed table left
              show [--follow]         draw it                             state      the same for programs

              unplug NODE             pull its cable                      plug NODE  put it back: it boots
              panic NODE              its kernel panics, the link stays
              freeze NODE [SECONDS]   all its processes stop              thaw NODE
              cut NODE                the switch forwards nothing for it  join NODE
              cut-storage             the same for the storage box        join-storage
              switch-quirk QUIRK on|off    one of the ways real switches misbehave
              switch-off | switch-on  whether the switch answers SNMP
              main-plug off|on        the plug that feeds everything

              run NODE COMMAND…       run something on it
              probe [SECONDS]         ask for the page without a pause, print each outage
              window [PORT]           the page for a browser on this machine: http://127.0.0.1:8088/cluster

            NODE is one of pi1, pi2, pi3, storage.
            Before the first word, or after "up": --name NAME, for a second table beside the first;
            with up also: --boot-delay MILLISECONDS, --daemon COMMAND…, and --simulated [--port PORT]: Pis and switch in one
            process, without root, on any system; the page is on http://127.0.0.1:8088/ then, or on that port.
            """;
    /** As for the rest of crm: 64 is for a command that cannot be understood. */
    private static final int USAGE = 64;

    private final TableOptions options;
    private final TableClient client;
    private final PrintStream out;

    private TableCommand(TableOptions options, PrintStream out) {
        this.options = options;
        this.client = new TableClient(options.layout());
        this.out = out;
    }

    /** @param arguments what follows {@code crm table} */
    public static void main(String[] arguments) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(run(List.of(arguments), out));
    }

    private static int run(List<String> arguments, PrintStream out) {
        try {
            var first = TableOptions.parse(arguments);
            var words = first.rest();
            var options = first.options();
            if (!words.isEmpty() && words.getFirst().equals("up")) {
                // Options may stand on both sides of "up": people write them where they think of them.
                var all = new ArrayList<>(words.subList(1, words.size()));
                all.addAll(0, arguments.subList(0, arguments.size() - words.size()));
                options = TableOptions.parse(all).options();
            }
            return new TableCommand(options, out).run(words);
        } catch (Refused | IllegalArgumentException | NoSuchElementException refusal) {
            System.err.println("crm table: " + refusal.getMessage());
            return 1;
        } catch (IOException unreachable) {
            System.err.println("crm table: no table answers (" + unreachable.getMessage() + "): crm table up");
            return 1;
        }
    }

    private int run(List<String> words) throws IOException {
        switch (words.isEmpty() ? "help" : words.getFirst()) {
            case "help", "--help", "-h" -> out.print(HELP);
            case "up" -> up();
            case "down" -> new TableSetup(options).down();
            case "clean" -> new TableSetup(options).clean().forEach(what -> out.println("removed " + what));
            case "show" -> show(words.contains("--follow"));
            case "run" -> {
                return runOn(words.subList(1, words.size()));
            }
            case "probe" -> {
                return probe(words.subList(1, words.size()));
            }
            case "window" -> window(words);
            default -> out.println(client.order(words));
        }
        return 0;
    }

    private void window(List<String> words) throws IOException {
        var port = simulatedPort();
        if (port.isPresent()) {
            out.println("The page is there already: http://127.0.0.1:" + port.get() + "/");
        } else {
            WindowMain.open(
                    options.layout(), words.size() > 1 ? Integer.parseInt(words.get(1)) : TableOptions.USUAL_PORT, out);
        }
    }

    private void up() throws IOException {
        new TableSetup(options).up();
        out.println("The table is up; its machines boot.");
        if (!options.daemon().isEmpty()) {
            return;
        }
        try {
            new ClusterClient(options.layout()).configure();
            out.println("The cluster has its configuration.");
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
    }

    private void show(boolean follow) throws IOException {
        do {
            var view = client.look();
            var drawing = TableDrawing.of(view, cluster(view), lastReceipt());
            if (follow) {
                out.print("\033[H\033[2J");
            }
            drawing.forEach(out::println);
        } while (follow && pause());
    }

    private ClusterSeen cluster(TableView view) throws IOException {
        var living = Layout.PIS.stream()
                .filter(pi -> view.of(pi).condition() == Condition.RUNNING)
                .toList();
        return new ClusterClient(options.layout())
                .status(living)
                .map(ClusterSeen::of)
                .orElse(ClusterSeen.SILENT);
    }

    private List<String> lastReceipt() throws IOException {
        var roll = options.layout().roll();
        var receipts = Files.exists(roll) ? RollReader.read(Files.readAllBytes(roll)) : List.<PrintedReceipt>of();
        return receipts.isEmpty()
                ? List.of()
                : receipts.getLast().text().lines().toList();
    }

    private static boolean pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(500);
            return true;
        } catch (InterruptedException interruption) {
            return false;
        }
    }

    private int runOn(List<String> words) throws IOException {
        if (words.size() < 2) {
            System.err.println("crm table: run NODE COMMAND…");
            return USAGE;
        }
        if (simulatedPort().isPresent()) {
            throw new Refused(words.getFirst() + " is simulated: no process can run on it");
        }
        var pid = client.look().of(words.getFirst()).pid();
        if (pid == 0) {
            throw new Refused(words.getFirst() + " does not run");
        }
        var command = new ArrayList<>(List.of("nsenter", "-t", Long.toString(pid), "-m", "-u", "-i", "-n", "-p", "--"));
        command.addAll(words.subList(1, words.size()));
        return attached(command);
    }

    /** The probe must be where the client is: it begins again in there. */
    private int probe(List<String> words) throws IOException {
        var port = simulatedPort();
        if (port.isPresent()) {
            var all = new ArrayList<>(List.of("--at", "127.0.0.1:" + port.get()));
            all.addAll(words);
            return attached(OwnProgram.command(ProbeMain.class, all));
        }
        return attached(options.layout()
                .namespaceOf(Layout.CLIENT)
                .inside(OwnProgram.command(ProbeMain.class, words).toArray(String[]::new)));
    }

    private Optional<String> simulatedPort() throws IOException {
        var file = options.layout().simulatedPort();
        return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
    }

    private static int attached(List<String> command) throws IOException {
        var process = new ProcessBuilder(command).inheritIO().start();
        try {
            return process.waitFor();
        } catch (InterruptedException interruption) {
            process.destroy();
            return 1;
        }
    }
}
