package crm.formats.values;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A constant, written as its name in the program, which unlike its {@code toString} is never translated. */
record EnumShape(Class<?> type) implements Shape {

    @Override
    public void write(JsonGenerator out, Object value) throws IOException {
        out.writeString(toKey(value));
    }

    @Override
    public Object read(JsonParser in) throws IOException, MalformedValue {
        ScalarShape.expect(in, JsonToken.VALUE_STRING, "one of " + names());
        return fromKey(in.getText());
    }

    @Override
    public String toKey(Object value) {
        return ((Enum<?>) value).name();
    }

    @Override
    public Object fromKey(String key) throws MalformedValue {
        for (Object constant : type.getEnumConstants()) {
            if (toKey(constant).equals(key)) {
                return constant;
            }
        }
        throw new MalformedValue("'" + key + "' is not one of " + names());
    }

    private String names() {
        return Arrays.stream(type.getEnumConstants()).map(this::toKey).collect(Collectors.joining(", "));
    }
}
