package crm.cli.client;

import crm.cli.wire.Abilities;
import crm.cli.wire.Frame;
import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Standard input, output and error of this process, and what they can do. */
public final class ClientTerminal {

    /** No cluster file is longer; what is longer is the wrong file. */
    private static final int LONGEST_FILE = 4 << 20;

    private static final String CLEAR_LINE = "\r\033[K";

    private final InputStream in;
    private final OutputStream out;
    private final OutputStream err;
    private final Abilities abilities;
    private boolean progressShown;

    public ClientTerminal(InputStream in, OutputStream out, OutputStream err, Abilities abilities) {
        this.in = in;
        this.out = out;
        this.err = err;
        this.abilities = abilities;
    }

    /**
     * The terminal of this process. The launcher says in {@code CRM_TERMINAL} which of standard input, output and
     * error are terminals ({@code i}, {@code o}, {@code e}) and in {@code CRM_COLUMNS} how wide: to ask the JDK would
     * cost more time than the whole command.
     */
    public static ClientTerminal ofProcess() {
        String terminals = environment("CRM_TERMINAL");
        boolean colour = terminals.indexOf('o') >= 0
                && environment("NO_COLOR").isEmpty()
                && !environment("TERM").equals("dumb");
        Abilities read = Abilities.parse(environment("CRM_COLUMNS"), "");
        return new ClientTerminal(
                new FileInputStream(FileDescriptor.in),
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                new Abilities(read.columns(), colour, terminals.indexOf('e') >= 0, terminals.indexOf('i') >= 0));
    }

    private static String environment(String name) {
        String value = System.getenv(name);
        return value == null ? "" : value;
    }

    public Abilities abilities() {
        return abilities;
    }

    public void out(String text) {
        end();
        write(out, text);
    }

    public void err(String text) {
        end();
        write(err, text);
    }

    /** Shows how far something is: in place of the line before on a terminal, else as a line of its own. */
    public void progress(String sentence) {
        if (abilities.overwrites()) {
            String fitting = sentence.length() < abilities.columns()
                    ? sentence
                    : sentence.substring(0, abilities.columns() - 2) + "…";
            write(err, CLEAR_LINE + fitting);
            progressShown = true;
        } else {
            write(err, sentence + "\n");
        }
    }

    /** Takes the progress line away, if one is shown. */
    public void end() {
        if (progressShown) {
            write(err, CLEAR_LINE);
            progressShown = false;
        }
    }

    /** The person's answer; none if there is no person. */
    public Frame ask(String prompt) {
        if (!abilities.answers()) {
            return Frame.of(Frame.Kind.LINE);
        }
        end();
        write(err, prompt);
        String line = readLine();
        return line == null ? Frame.of(Frame.Kind.LINE) : Frame.of(Frame.Kind.LINE, line);
    }

    /**
     * A file for the daemon. Only what the person named is handed out, whatever the other side asks for.
     *
     * @param args the command as it was typed
     */
    public Frame file(String name, String[] args) {
        boolean named = false;
        for (String arg : args) {
            named |= arg.equals(name);
        }
        if (!named) {
            return Frame.of(Frame.Kind.NO_FILE, name, "the command does not name it");
        }
        try {
            return Frame.of(Frame.Kind.FILE, name, content(name));
        } catch (IOException unreadable) {
            return Frame.of(Frame.Kind.NO_FILE, name, reason(unreadable));
        }
    }

    private String content(String name) throws IOException {
        if (name.equals("-")) {
            return limited(in);
        }
        try (InputStream file = new FileInputStream(name)) {
            return limited(file);
        }
    }

    private static String limited(InputStream stream) throws IOException {
        byte[] bytes = stream.readNBytes(LONGEST_FILE + 1);
        if (bytes.length > LONGEST_FILE) {
            throw new IOException("it is longer than 4 MiB");
        }
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(java.nio.ByteBuffer.wrap(bytes))
                .toString();
    }

    private static String reason(IOException unreadable) {
        if (unreadable instanceof java.nio.charset.CharacterCodingException) {
            return "it is not UTF-8 text";
        }
        String message = String.valueOf(unreadable.getMessage());
        int open = message.lastIndexOf('(');
        return open >= 0 && message.endsWith(")") ? message.substring(open + 1, message.length() - 1) : message;
    }

    private @org.jspecify.annotations.Nullable String readLine() {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            int next = in.read();
            if (next < 0) {
                return null;
            }
            while (next >= 0 && next != '\n' && line.size() < 1000) {
                line.write(next);
                next = in.read();
            }
        } catch (IOException noInput) {
            return null;
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    private static void write(OutputStream stream, String text) {
        try {
            stream.write(text.getBytes(StandardCharsets.UTF_8));
            stream.flush();
        } catch (IOException nobodyReads) {
            // As with `crm history | head`: whoever closed the pipe has seen enough. The code is that of SIGPIPE.
            Runtime.getRuntime().halt(141);
        }
    }
}
