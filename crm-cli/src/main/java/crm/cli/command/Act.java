package crm.cli.command;

import crm.cli.grammar.Parsing.Understood;
import crm.cli.local.LocalCluster;
import crm.control.Reply;
import java.util.function.Predicate;

/** What a command does, by where it can be done. */
sealed interface Act {

    /** It asks the cluster, so it needs a daemon. */
    record Asks(Deed deed) implements Act {}

    /** It works with and without a daemon, on what the command brings along. */
    record Anywhere(Deed deed) implements Act {}

    /** It is about this machine and runs in the process that was started here. */
    record Here(LocalDeed deed) implements Act {}

    /**
     * It works on files of this machine, where it was started, or else asks the cluster.
     *
     * @param namesFiles whether what was typed brings files along
     */
    record OnFilesOrCluster(Predicate<Understood<Act>> namesFiles, Deed deed) implements Act {}

    /** Carries a command out in a session, which knows the arguments. */
    @FunctionalInterface
    interface Deed {
        ExitCode run(Session session) throws Misuse;
    }

    /** Carries a command out on this machine. */
    @FunctionalInterface
    interface LocalDeed {
        Reply run(Session session, LocalCluster here) throws Misuse;
    }

    /** What was typed makes no sense; seen only when it is carried out. */
    final class Misuse extends Exception {
        private static final long serialVersionUID = 1L;
        private final String advice;

        /**
         * @param what what is wrong, one sentence without full stop
         * @param advice what to type instead, one sentence without full stop
         */
        Misuse(String what, String advice) {
            super(what);
            this.advice = advice;
        }

        String what() {
            return String.valueOf(getMessage());
        }

        String advice() {
            return advice;
        }
    }
}
