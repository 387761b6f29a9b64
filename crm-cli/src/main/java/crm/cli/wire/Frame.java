package crm.cli.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message on the control socket.
 *
 * @param kind what it is
 * @param fields its texts; how many and which is said with each {@link Kind}
 */
public record Frame(Kind kind, List<String> fields) {

    /** The version of this protocol; a daemon refuses clients of another. */
    public static final String VERSION = "crm-1";

    public Frame {
        fields = List.copyOf(fields);
    }

    public static Frame of(Kind kind, String... fields) {
        return new Frame(kind, List.of(fields));
    }

    /** The first field, or nothing at all. */
    public String text() {
        return fields.isEmpty() ? "" : fields.getFirst();
    }

    /** What a frame is, and the letter that says so on the wire. */
    public enum Kind {
        /** Client: a command. Version, columns, abilities (see {@link Abilities}), then the arguments. */
        CALL('C'),
        /** Client: the content of a file that was asked for. Name, content. */
        FILE('F'),
        /** Client: a file that was asked for cannot be read. Name, why. */
        NO_FILE('N'),
        /** Client: what the person typed at a prompt; without field if nobody typed anything. */
        LINE('L'),
        /** Daemon: text for standard output. */
        OUT('o'),
        /** Daemon: text for standard error. */
        ERR('e'),
        /** Daemon: how far it is; the next one may overwrite it. */
        PROGRESS('p'),
        /** Daemon: asks for the content of the file that the command names so, {@code -} for standard input. */
        READ('r'),
        /** Daemon: asks the person a question. */
        ASK('a'),
        /** Daemon: this command is carried out by the client itself. */
        LOCAL('l'),
        /** Daemon: still there, nothing to say. */
        ALIVE('v'),
        /** Daemon: the end. The exit code. */
        EXIT('x');

        private final char letter;

        Kind(char letter) {
            this.letter = letter;
        }

        byte code() {
            return (byte) letter;
        }

        /** The kind with this letter, or null: this runs in the client, where an Optional costs time. */
        static @Nullable Kind of(byte code) {
            for (Kind kind : values()) {
                if (kind.letter == code) {
                    return kind;
                }
            }
            return null;
        }
    }
}
