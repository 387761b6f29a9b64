package crm.cli.command;

import crm.cli.wire.Abilities;
import java.util.Optional;

/** Keeps what a command says; nobody answers its questions, and there are no files. */
final class RecordingTerminal implements Terminal {

    private final StringBuilder out = new StringBuilder();
    private final StringBuilder err = new StringBuilder();

    /** What was said as the answer. */
    String output() {
        return out.toString();
    }

    /** What was said besides, progress included. */
    String errors() {
        return err.toString();
    }

    /** Both. */
    String said() {
        return output() + errors();
    }

    /** From here on only what comes is kept. */
    void forget() {
        out.setLength(0);
        err.setLength(0);
    }

    @Override
    public Abilities abilities() {
        return Abilities.NONE;
    }

    @Override
    public void out(String text) {
        out.append(text);
    }

    @Override
    public void err(String text) {
        err.append(text);
    }

    @Override
    public void progress(String sentence) {
        err.append(sentence);
    }

    @Override
    public Optional<String> ask(String prompt) {
        return Optional.empty();
    }

    @Override
    public String read(String file) throws Unreadable {
        throw new Unreadable("there are no files here");
    }
}
