package crm.formats.values;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Values that are one JSON token. */
enum ScalarShape implements Shape {
    TEXT {
        @Override
        public void write(JsonGenerator out, Object value) throws IOException {
            out.writeString((String) value);
        }

        @Override
        public Object read(JsonParser in) throws IOException, MalformedValue {
            expect(in, JsonToken.VALUE_STRING, "a text");
            return in.getText();
        }

        @Override
        public String toKey(Object value) {
            return (String) value;
        }

        @Override
        public Object fromKey(String key) {
            return key;
        }
    },
    INTEGER {
        @Override
        public void write(JsonGenerator out, Object value) throws IOException {
            out.writeNumber((int) value);
        }

        @Override
        public Object read(JsonParser in) throws IOException, MalformedValue {
            expect(in, JsonToken.VALUE_NUMBER_INT, "an integer");
            return in.getIntValue();
        }
    },
    LONG {
        @Override
        public void write(JsonGenerator out, Object value) throws IOException {
            out.writeNumber((long) value);
        }

        @Override
        public Object read(JsonParser in) throws IOException, MalformedValue {
            expect(in, JsonToken.VALUE_NUMBER_INT, "an integer");
            return in.getLongValue();
        }
    },
    DOUBLE {
        @Override
        public void write(JsonGenerator out, Object value) throws IOException {
            double number = (double) value;
            if (!Double.isFinite(number)) {
                throw new IllegalArgumentException("JSON has no number for " + number);
            }
            out.writeNumber(number);
        }

        @Override
        public Object read(JsonParser in) throws IOException, MalformedValue {
            if (!in.currentToken().isNumeric()) {
                expect(in, JsonToken.VALUE_NUMBER_FLOAT, "a number");
            }
            return in.getDoubleValue();
        }
    },
    BOOLEAN {
        @Override
        public void write(JsonGenerator out, Object value) throws IOException {
            out.writeBoolean((boolean) value);
        }

        @Override
        public Object read(JsonParser in) throws IOException, MalformedValue {
            if (!in.currentToken().isBoolean()) {
                expect(in, JsonToken.VALUE_TRUE, "true or false");
            }
            return in.getBooleanValue();
        }
    },
    INSTANT {
        @Override
        public void write(JsonGenerator out, Object value) throws IOException {
            out.writeString(value.toString());
        }

        @Override
        public Object read(JsonParser in) throws IOException, MalformedValue {
            expect(in, JsonToken.VALUE_STRING, "a time such as 2026-11-21T07:00:00Z");
            try {
                return Instant.parse(in.getText());
            } catch (DateTimeException e) {
                throw new MalformedValue("'" + in.getText() + "' is not a time such as 2026-11-21T07:00:00Z");
            }
        }
    },
    DURATION {
        @Override
        public void write(JsonGenerator out, Object value) throws IOException {
            out.writeString(value.toString());
        }

        @Override
        public Object read(JsonParser in) throws IOException, MalformedValue {
            expect(in, JsonToken.VALUE_STRING, "a duration such as PT1.5S");
            try {
                return Duration.parse(in.getText());
            } catch (DateTimeException e) {
                throw new MalformedValue("'" + in.getText() + "' is not a duration such as PT1.5S");
            }
        }
    };

    /** Which type has which of these shapes. */
    static final Map<Class<?>, Shape> BY_TYPE = Map.ofEntries(
            Map.entry(String.class, TEXT),
            Map.entry(int.class, INTEGER),
            Map.entry(Integer.class, INTEGER),
            Map.entry(long.class, LONG),
            Map.entry(Long.class, LONG),
            Map.entry(double.class, DOUBLE),
            Map.entry(Double.class, DOUBLE),
            Map.entry(boolean.class, BOOLEAN),
            Map.entry(Boolean.class, BOOLEAN),
            Map.entry(Instant.class, INSTANT),
            Map.entry(Duration.class, DURATION));

    static void expect(JsonParser in, JsonToken wanted, String description) throws MalformedValue {
        if (in.currentToken() != wanted) {
            throw new MalformedValue("expected " + description + ", found " + found(in.currentToken()));
        }
    }

    private static String found(@org.jspecify.annotations.Nullable JsonToken token) {
        if (token == null) {
            return "the end";
        }
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> "a text";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "true or false";
            case VALUE_NULL -> "null";
            default -> token.name();
        };
    }
}
