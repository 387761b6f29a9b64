package crm.formats.values;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * A value that may be missing: a field of a record that is then left out.
 *
 * @param wrap makes the optional of a present value
 * @param unwrap the value, if it is there
 */
record OptionalShape(Shape present, Object empty, Function<Object, Object> wrap, Function<Object, Optional<?>> unwrap)
        implements Shape {

    static OptionalShape of(Shape present) {
        return new OptionalShape(present, Optional.empty(), Optional::of, value -> (Optional<?>) value);
    }

    static OptionalShape ofInt() {
        return new OptionalShape(
                ScalarShape.INTEGER, OptionalInt.empty(), value -> OptionalInt.of((int) value), value -> {
                    var number = (OptionalInt) value;
                    return number.isPresent() ? Optional.of(number.getAsInt()) : Optional.empty();
                });
    }

    static OptionalShape ofLong() {
        return new OptionalShape(
                ScalarShape.LONG, OptionalLong.empty(), value -> OptionalLong.of((long) value), value -> {
                    var number = (OptionalLong) value;
                    return number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty();
                });
    }

    @Override
    public void write(JsonGenerator out, Object value) throws IOException {
        present.write(
                out,
                unwrap.apply(value)
                        .orElseThrow(() ->
                                new IllegalArgumentException("an empty optional stands only in a field of a record")));
    }

    @Override
    public Object read(JsonParser in) throws IOException, MalformedValue {
        return wrap.apply(present.read(in));
    }

    @Override
    public Optional<Object> absent() {
        return Optional.of(empty);
    }
}
