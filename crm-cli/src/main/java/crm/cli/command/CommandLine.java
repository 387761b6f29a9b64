package crm.cli.command;

import crm.cli.command.Act.Misuse;
import crm.cli.grammar.Grammar;
import crm.cli.grammar.HelpPage;
import crm.cli.grammar.Parsing;
import crm.cli.local.LocalCluster;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every command of {@code crm}: understands a line of words, asks the cluster, and writes the answer.
 *
 * <p>In the daemon the line comes from the control socket; without a daemon the same class runs in the client and
 * carries out what needs none.
 */
public final class CommandLine {

    private static final String INTRODUCTION = """
            crm looks after a cluster: it keeps services running when nodes fail.

            Try first:
              crm status                see everything at a glance
              crm explain RESOURCE      why it runs where it runs
              crm whatif pull NODE      what would happen if you pulled its cable now
              crm move RESOURCE NODE    run it somewhere else
            """;

    private final Grammar<Act> grammar;
    private final Clock clock;

    public CommandLine(Clock clock) {
        this.clock = clock;
        this.grammar = new Grammar<>(
                Stream.of(
                                StatusCommands.all(),
                                SimulateCommands.all(),
                                ResourceCommands.all(),
                                NodeCommands.all(),
                                ConfigureCommands.all(),
                                FenceCommands.all(),
                                ClusterCommands.all(),
                                ReceiptCommands.all())
                        .flatMap(List::stream)
                        .toList(),
                Session.OPTIONS);
    }

    /** In the daemon: carries out a line, or says that the client must do it. */
    public Ending run(List<String> line, Cluster cluster, Terminal terminal) {
        return switch (grammar.parse(line)) {
            case Parsing.HelpWanted<Act> help -> new Ending.Exit(help(help, terminal));
            case Parsing.NotUnderstood<Act> not -> new Ending.Exit(misuse(terminal, not.what(), not.advice()));
            case Parsing.Understood<Act> given -> {
                var session = new Session(given, Optional.of(cluster), terminal, clock);
                yield switch (given.command().action()) {
                    case Act.Asks asks -> new Ending.Exit(carryOut(asks.deed(), session));
                    case Act.Anywhere anywhere -> new Ending.Exit(carryOut(anywhere.deed(), session));
                    case Act.Here _ -> new Ending.RunHere();
                    case Act.OnFilesOrCluster either ->
                        either.namesFiles().test(given)
                                ? new Ending.RunHere()
                                : new Ending.Exit(carryOut(either.deed(), session));
                };
            }
        };
    }

    /**
     * In the client: carries out a line without a daemon.
     *
     * @param whyNoDaemon why none can do it, one sentence without full stop
     */
    public int runHere(List<String> line, LocalCluster here, String whyNoDaemon, Terminal terminal) {
        return switch (grammar.parse(line)) {
            case Parsing.HelpWanted<Act> help -> help(help, terminal);
            case Parsing.NotUnderstood<Act> not -> misuse(terminal, not.what(), not.advice());
            case Parsing.Understood<Act> given -> {
                var session = new Session(given, Optional.empty(), terminal, clock);
                yield switch (given.command().action()) {
                    case Act.Asks _ -> unavailable(whyNoDaemon, terminal);
                    case Act.Anywhere anywhere -> carryOut(anywhere.deed(), session);
                    case Act.Here local -> carryOut(s -> s.say(local.deed().run(s, here)), session);
                    case Act.OnFilesOrCluster either ->
                        either.namesFiles().test(given)
                                ? carryOut(either.deed(), session)
                                : unavailable(whyNoDaemon, terminal);
                };
            }
        };
    }

    private int help(Parsing.HelpWanted<Act> help, Terminal terminal) {
        terminal.out(new HelpPage<>(grammar, INTRODUCTION).about(help.words()));
        return ExitCode.OK.code();
    }

    private static int carryOut(Act.Deed deed, Session session) {
        try {
            return deed.run(session).code();
        } catch (Misuse misuse) {
            return misuse(session.terminal(), misuse.what(), misuse.advice());
        }
    }

    private static int misuse(Terminal terminal, String what, String advice) {
        terminal.err("crm: " + what + ".\n     " + sentence(advice) + "\n");
        return ExitCode.USAGE.code();
    }

    private static int unavailable(String why, Terminal terminal) {
        terminal.err("crm: " + why + ".\n     Start one here with: crm cluster start\n"
                + "     What works without: crm help, crm simulate FILE, crm configure verify FILE,\n"
                + "     crm cluster init, crm cluster join\n");
        return why.contains("may not") ? ExitCode.NOT_PERMITTED.code() : ExitCode.UNAVAILABLE.code();
    }

    private static String sentence(String advice) {
        String capital = advice.substring(0, 1).toUpperCase(Locale.ROOT) + advice.substring(1);
        return capital.endsWith("?") || capital.contains(": ") ? capital : capital + ".";
    }
}
