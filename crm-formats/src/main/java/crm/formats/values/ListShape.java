package crm.formats.values;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A list, in its order. */
record ListShape(Shape element) implements Shape {

    @Override
    public void write(JsonGenerator out, Object value) throws IOException {
        out.writeStartArray();
        for (Object each : (List<?>) value) {
            element.write(out, each);
        }
        out.writeEndArray();
    }

    @Override
    public Object read(JsonParser in) throws IOException, MalformedValue {
        ScalarShape.expect(in, JsonToken.START_ARRAY, "a list");
        var values = new ArrayList<Object>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            try {
                values.add(element.read(in));
            } catch (MalformedValue e) {
                throw e.within("[" + values.size() + "]");
            }
        }
        return List.copyOf(values);
    }

    /** What was written before a record had this component had none of them. */
    @Override
    public Optional<Object> absent() {
        return Optional.of(List.of());
    }

    /** Written even if empty, so that a reader sees that there is none. */
    @Override
    public boolean leavesOut(Object value) {
        return false;
    }
}
