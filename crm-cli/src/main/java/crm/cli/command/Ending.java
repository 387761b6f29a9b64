package crm.cli.command;

/** How far the daemon got with a command. */
public sealed interface Ending {

    /** It is done, and this is the exit code. */
    record Exit(int code) implements Ending {}

    /** It is about the machine on which it was typed: the client does it itself. */
    record RunHere() implements Ending {}
}
