package crm.cli.wire;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Frames over a byte channel. A frame is one byte for its kind, four bytes for the length of the rest, and for each
 * field four bytes of length and its UTF-8 bytes. Everything is checked against limits before memory is taken.
 *
 * <p>The client's start-up time depends on this class: nothing here may need a library.
 */
public final class FrameChannel {

    /** The longest frame there is: a file, or the answer about a long history. */
    public static final int LONGEST_FRAME = 8 << 20;

    static final int MOST_FIELDS = 1000;

    private final ByteChannel channel;

    public FrameChannel(ByteChannel channel) {
        this.channel = channel;
    }

    /** Sends one frame as a whole. */
    public void send(Frame frame) throws IOException {
        List<byte[]> fields = new ArrayList<>(frame.fields().size());
        int length = 0;
        for (String field : frame.fields()) {
            byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
            fields.add(bytes);
            length = Math.addExact(length, Math.addExact(4, bytes.length));
        }
        if (length > LONGEST_FRAME || fields.size() > MOST_FIELDS) {
            throw new MalformedFrame("too long to be sent: " + length + " bytes, " + fields.size() + " fields");
        }
        ByteBuffer buffer = ByteBuffer.allocate(5 + length);
        buffer.put(frame.kind().code()).putInt(length);
        for (byte[] field : fields) {
            buffer.putInt(field.length).put(field);
        }
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /**
     * Waits for the next frame.
     *
     * @throws EOFException if the other side is gone, between frames or within one
     * @throws MalformedFrame if what came is no frame; nothing more can be read then
     */
    public Frame receive() throws IOException {
        return receive(LONGEST_FRAME);
    }

    /**
     * Waits for the next frame.
     *
     * @param longest how many bytes it may hold, so that nobody makes this process take memory for nothing
     */
    public Frame receive(int longest) throws IOException {
        ByteBuffer head = fill(5);
        byte code = head.get();
        Frame.Kind kind = Frame.Kind.of(code);
        int length = head.getInt();
        if (kind == null) {
            throw new MalformedFrame("unknown kind of frame: " + code);
        }
        if (length < 0 || length > longest) {
            throw new MalformedFrame("a frame of " + length + " bytes; at most " + longest + " are taken");
        }
        return new Frame(kind, fields(fill(length)));
    }

    private static List<String> fields(ByteBuffer body) throws MalformedFrame {
        List<String> fields = new ArrayList<>();
        while (body.hasRemaining()) {
            if (fields.size() == MOST_FIELDS) {
                throw new MalformedFrame("more than " + MOST_FIELDS + " fields");
            }
            if (body.remaining() < 4) {
                throw new MalformedFrame("a field without a length");
            }
            int length = body.getInt();
            if (length < 0 || length > body.remaining()) {
                throw new MalformedFrame("a field longer than its frame");
            }
            fields.add(text(body.slice(body.position(), length)));
            body.position(body.position() + length);
        }
        return fields;
    }

    private static String text(ByteBuffer bytes) throws MalformedFrame {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException notText) {
            throw new MalformedFrame("a field that is not UTF-8 text");
        }
    }

    private ByteBuffer fill(int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException("the other side closed the connection");
            }
        }
        return buffer.flip();
    }

    /** What came is no frame of this protocol. */
    public static final class MalformedFrame extends IOException {
        private static final long serialVersionUID = 1L;

        MalformedFrame(String message) {
            super(message);
        }
    }
}
