package crm.node.local;

import crm.cli.client.Client;
import crm.cli.client.ClientTerminal;
import crm.cli.local.OnThisMachine;

/** The entry of {@code crm}: the thin client, and behind it what this machine can do by itself. */
public final class CommandMain {

    private CommandMain() {}

    public static void main(String[] args) {
        System.exit(new Client(Client.socketPath(), ClientTerminal.ofProcess(), new WithNode()).run(args));
    }

    /** A class, not a lambda, and loaded only when needed: most commands end long before. */
    private static final class WithNode implements Client.Fallback {
        @Override
        public int run(String[] args, ClientTerminal terminal, String whyNoDaemon) {
            var node = LocalNode.of(Places.USUAL, Client.socketPath());
            return new OnThisMachine(node).run(args, terminal, whyNoDaemon);
        }
    }
}
