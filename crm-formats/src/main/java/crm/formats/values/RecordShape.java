package crm.formats.values;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A record: an object of its components, or, where its only one is {@code value}, that value.
 *
 * @param tag what it is called in its sealed family; empty if it belongs to none
 * @param shapes finds the components' shapes, which may be this one again
 */
record RecordShape(RecordType type, Optional<String> tag, Shapes shapes) implements Shape {

    static final String TAG = "@type";

    @Override
    public void write(JsonGenerator out, Object value) throws IOException {
        if (bare()) {
            inner().write(out, type.get(value, 0));
            return;
        }
        out.writeStartObject();
        if (tag.isPresent()) {
            out.writeStringField(TAG, tag.get());
        }
        for (int i = 0; i < type.names().size(); i++) {
            Shape shape = shapes.shapeOf(type.types().get(i));
            Object component = type.get(value, i);
            if (!shape.leavesOut(component)) {
                out.writeFieldName(type.names().get(i));
                shape.write(out, component);
            }
        }
        out.writeEndObject();
    }

    @Override
    public Object read(JsonParser in) throws IOException, MalformedValue {
        if (bare()) {
            return type.make(new Object[] {inner().read(in)});
        }
        ScalarShape.expect(in, JsonToken.START_OBJECT, "an object");
        if (tag.isPresent()) {
            String found = readTag(in);
            if (!found.equals(tag.get())) {
                throw new MalformedValue("expected a " + tag.get() + ", found a " + found);
            }
        }
        return readFields(in);
    }

    /** Reads which record of its family an object is; leaves the parser where the other fields begin. */
    static String readTag(JsonParser in) throws IOException, MalformedValue {
        if (in.nextToken() != JsonToken.FIELD_NAME || !in.currentName().equals(TAG)) {
            throw new MalformedValue("the first field must be " + TAG);
        }
        in.nextToken();
        ScalarShape.expect(in, JsonToken.VALUE_STRING, "the name of a type");
        return in.getText();
    }

    /** Reads what follows the tag. */
    Object readFields(JsonParser in) throws IOException, MalformedValue {
        List<String> names = type.names();
        var components = new @Nullable Object[names.size()];
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            int i = names.indexOf(name);
            if (i < 0) {
                throw new MalformedValue(type.simpleName() + " has no field '" + name + "'; it has " + names);
            }
            if (components[i] != null) {
                throw new MalformedValue("the field '" + name + "' stands there twice");
            }
            in.nextToken();
            try {
                components[i] = shapes.shapeOf(type.types().get(i)).read(in);
            } catch (MalformedValue e) {
                throw e.within(name);
            }
        }
        return type.make(complete(components));
    }

    private Object[] complete(@Nullable Object[] components) throws MalformedValue {
        var complete = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            Object component = components[i];
            if (component == null) {
                String name = type.names().get(i);
                component = shapes.shapeOf(type.types().get(i))
                        .absent()
                        .orElseThrow(() -> new MalformedValue(type.simpleName() + " lacks the field '" + name + "'"));
            }
            complete[i] = component;
        }
        return complete;
    }

    @Override
    public String toKey(Object value) {
        return bare() ? inner().toKey(type.get(value, 0)) : Shape.super.toKey(value);
    }

    @Override
    public Object fromKey(String key) throws MalformedValue {
        return bare() ? type.make(new Object[] {inner().fromKey(key)}) : Shape.super.fromKey(key);
    }

    /** Members of a family cannot be bare: their tag needs an object. Nor can what may be left out. */
    private boolean bare() {
        return tag.isEmpty() && type.names().equals(List.of("value")) && !(inner() instanceof OptionalShape);
    }

    private Shape inner() {
        return shapes.shapeOf(type.types().getFirst());
    }
}
