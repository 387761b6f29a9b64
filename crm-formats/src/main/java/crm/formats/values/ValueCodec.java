package crm.formats.values;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes records of the core as JSON and reads them back, with nothing lost and nothing guessed.
 *
 * <ul>
 *   <li>A record is an object of its components, in their order; an empty {@code Optional} is left out.
 *   <li>A record of a sealed family says first which one it is: <code>{"@type":"NodeLost","at":…}</code>.
 *   <li>A record of which the only component is {@code value}, such as {@code NodeName}, is written as that value.
 *   <li>Instants and durations are ISO-8601 text, enums their constant's name; lists and maps keep their order.
 * </ul>
 *
 * <p>Equal values give equal bytes in every run, so bytes can be hashed and compared. Reading refuses unknown types,
 * unknown or missing or repeated fields, wrong kinds of value and anything after the end. A later version of a record
 * may add a component that is {@code Optional}, a list or a map and still read what was written before, as empty there.
 *
 * <p>Safe for use by several threads at once.
 */
public final class ValueCodec {

    private final JsonFactory json = new JsonFactory();
    private final Shapes shapes = new Shapes();

    /**
     * The value as UTF-8.
     *
     * @param value a record, or a list of records
     * @throws IllegalArgumentException if the value is of a type that cannot be written, which is a mistake in the
     *     program
     */
    public byte[] write(Object value) {
        var bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator out = json.createGenerator(bytes)) {
            shapes.shapeOfValue(value).write(out, value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not writable: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("a byte array cannot fail", e);
        }
        return bytes.toByteArray();
    }

    /** As {@link #write}, as text in one line. */
    public String writeText(Object value) {
        return new String(write(value), StandardCharsets.UTF_8);
    }

    /**
     * The value that these bytes are.
     *
     * @param type a record, or the sealed interface of its family
     */
    public <T> T read(byte[] bytes, Class<T> type) throws MalformedValue {
        return type.cast(read(bytes, shapes.shapeOf(type)));
    }

    /** As {@link #read(byte[], Class)}, from text. */
    public <T> T read(String text, Class<T> type) throws MalformedValue {
        return read(text.getBytes(StandardCharsets.UTF_8), type);
    }

    /** The list of values that these bytes are. */
    public <T> List<T> readList(byte[] bytes, Class<T> type) throws MalformedValue {
        var values = new ArrayList<T>();
        for (Object value : (List<?>) read(bytes, new ListShape(shapes.shapeOf(type)))) {
            values.add(type.cast(value));
        }
        return List.copyOf(values);
    }

    private Object read(byte[] bytes, Shape shape) throws MalformedValue {
        try (JsonParser in = json.createParser(bytes)) {
            in.nextToken();
            Object value = shape.read(in);
            if (in.nextToken() != null) {
                throw new MalformedValue("something follows after the end of the value");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new MalformedValue("not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new MalformedValue("not readable: " + e.getMessage());
        }
    }
}
