package crm.formats.values;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Optional;

/** How values of one type are written and read. */
interface Shape {

    void write(JsonGenerator out, Object value) throws IOException;

    /** Reads the value at the parser's current token and leaves the parser at the value's last token. */
    Object read(JsonParser in) throws IOException, MalformedValue;

    /** What stands for a value that is not there; empty if it must be there. */
    default Optional<Object> absent() {
        return Optional.empty();
    }

    /** Whether this value is left out where it may be. */
    default boolean leavesOut(Object value) {
        return absent().filter(value::equals).isPresent();
    }

    /** The value as the name of an object's field. */
    default String toKey(Object value) {
        throw new IllegalArgumentException(
                "a " + value.getClass().getSimpleName() + " cannot be the key of a map in JSON");
    }

    /** The value that was written with {@link #toKey}. */
    default Object fromKey(String key) throws MalformedValue {
        throw new MalformedValue("'" + key + "' cannot be a key");
    }
}
