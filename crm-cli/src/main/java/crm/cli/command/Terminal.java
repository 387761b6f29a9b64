package crm.cli.command;

import crm.cli.wire.Abilities;
import java.util.Optional;

/** Where a command was typed, and where its answer goes. */
public interface Terminal {

    Abilities abilities();

    /** Text for standard output. */
    void out(String text);

    /** Text for standard error. */
    void err(String text);

    /** How far something is, one short sentence; the next may take its place. */
    void progress(String sentence);

    /** What a person answers; empty if there is no person. */
    Optional<String> ask(String prompt);

    /** The content of a file as the command names it, {@code -} for standard input. */
    String read(String file) throws Unreadable;

    /** A file that cannot be read. */
    final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        public Unreadable(String why) {
            super(why);
        }
    }
}
