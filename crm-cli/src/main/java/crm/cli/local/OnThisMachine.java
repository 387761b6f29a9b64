package crm.cli.local;

import crm.cli.client.ClientTerminal;
import crm.cli.command.CommandLine;
import crm.cli.command.Terminal;
import crm.cli.wire.Abilities;
import crm.cli.wire.Frame;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * Runs a command in the client's own process. Loaded only when needed: it brings the whole command line along.
 *
 * @param here what this machine can do
 */
public record OnThisMachine(LocalCluster here) {

    /** Runs the command and gives its exit code. */
    public int run(String[] args, ClientTerminal terminal, String whyNoDaemon) {
        int code = new CommandLine(Clock.system(ZoneId.systemDefault()))
                .runHere(List.of(args), here, whyNoDaemon, new Direct(terminal, args.clone()));
        terminal.end();
        return code;
    }

    /** The terminal of this process, without a socket in between. */
    private static final class Direct implements Terminal {

        private final ClientTerminal terminal;
        private final String[] args;

        Direct(ClientTerminal terminal, String[] args) {
            this.terminal = terminal;
            this.args = args;
        }

        @Override
        public Abilities abilities() {
            return terminal.abilities();
        }

        @Override
        public void out(String text) {
            terminal.out(text);
        }

        @Override
        public void err(String text) {
            terminal.err(text);
        }

        @Override
        public void progress(String sentence) {
            terminal.progress(sentence);
        }

        @Override
        public Optional<String> ask(String prompt) {
            return terminal.ask(prompt).fields().stream().findFirst();
        }

        @Override
        public String read(String file) throws Unreadable {
            Frame answer = terminal.file(file, args);
            if (answer.kind() == Frame.Kind.FILE) {
                return answer.fields().getLast();
            }
            throw new Unreadable(answer.fields().getLast());
        }
    }
}
