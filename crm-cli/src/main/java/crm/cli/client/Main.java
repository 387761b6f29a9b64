package crm.cli.client;

import crm.cli.local.LocalCluster;
import crm.cli.local.OnThisMachine;

/** The client without the parts of a node: {@code crm cluster init} and its like say so. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(new Client(Client.socketPath(), ClientTerminal.ofProcess(), new WithoutNode()).run(args));
    }

    /** Loads the heavier half only when it is needed. */
    private static final class WithoutNode implements Client.Fallback {
        @Override
        public int run(String[] args, ClientTerminal terminal, String whyNoDaemon) {
            return new OnThisMachine(LocalCluster.NONE).run(args, terminal, whyNoDaemon);
        }
    }
}
