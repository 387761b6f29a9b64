package crm.formats.values;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A map whose keys can be written as text, in its order. */
record MapShape(Shape key, Shape value) implements Shape {

    @Override
    public void write(JsonGenerator out, Object map) throws IOException {
        out.writeStartObject();
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) map).entrySet()) {
            out.writeFieldName(key.toKey(entry.getKey()));
            value.write(out, entry.getValue());
        }
        out.writeEndObject();
    }

    @Override
    public Object read(JsonParser in) throws IOException, MalformedValue {
        ScalarShape.expect(in, JsonToken.START_OBJECT, "an object");
        var map = new LinkedHashMap<Object, Object>();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            in.nextToken();
            try {
                if (map.putIfAbsent(key.fromKey(name), value.read(in)) != null) {
                    throw new MalformedValue("stands there twice");
                }
            } catch (MalformedValue e) {
                throw e.within(name);
            }
        }
        return Collections.unmodifiableSequencedMap(map);
    }

    /** What was written before a record had this component had none of them. */
    @Override
    public Optional<Object> absent() {
        return Optional.of(Collections.unmodifiableSequencedMap(new LinkedHashMap<>()));
    }

    /** Written even if empty, so that a reader sees that there is none. */
    @Override
    public boolean leavesOut(Object map) {
        return false;
    }
}
