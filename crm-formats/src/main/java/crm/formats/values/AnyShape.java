package crm.formats.values;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** Whatever a value's own class says; it can only be written, since nothing says what to read. */
record AnyShape(Shapes shapes) implements Shape {

    @Override
    public void write(JsonGenerator out, Object value) throws IOException {
        shapes.shapeOfValue(value).write(out, value);
    }

    @Override
    public Object read(JsonParser in) throws MalformedValue {
        throw new MalformedValue("the type of this value is not known");
    }
}
