package crm.formats.values;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.SequencedMap;

/** Any record of a sealed family; each says by its tag which it is. */
record FamilyShape(String family, SequencedMap<String, RecordShape> members, Shapes shapes) implements Shape {

    @Override
    public void write(JsonGenerator out, Object value) throws IOException {
        shapes.shapeOfValue(value).write(out, value);
    }

    @Override
    public Object read(JsonParser in) throws IOException, MalformedValue {
        ScalarShape.expect(in, JsonToken.START_OBJECT, "an object");
        String tag = RecordShape.readTag(in);
        RecordShape member = members.get(tag);
        if (member == null) {
            throw new MalformedValue("there is no " + family + " '" + tag + "'; there are " + members.keySet());
        }
        try {
            return member.readFields(in);
        } catch (MalformedValue e) {
            throw e.within("(" + tag + ")");
        }
    }
}
