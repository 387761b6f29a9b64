package crm.formats.values;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The shape of each type, derived from its declaration and kept. Records look their components' shapes up while they
 * write and read, not while they are derived, so types may contain themselves.
 */
final class Shapes {

    // Kept, since reflection is slow; two threads may derive the same shape at once, which costs only time.
    private final Map<Type, Shape> known = new ConcurrentHashMap<>(ScalarShape.BY_TYPE);

    Shape shapeOf(Type type) {
        Shape shape = known.get(type);
        if (shape == null) {
            shape = derive(type);
            known.put(type, shape);
        }
        return shape;
    }

    /** The shape of a value that stands alone. */
    Shape shapeOfValue(Object value) {
        if (value instanceof List<?>) {
            return new ListShape(new AnyShape(this));
        }
        return shapeOf(value.getClass());
    }

    private Shape derive(Type type) {
        if (type instanceof ParameterizedType generic) {
            return deriveGeneric(generic);
        }
        if (type.equals(OptionalInt.class)) {
            return OptionalShape.ofInt();
        }
        if (type.equals(OptionalLong.class)) {
            return OptionalShape.ofLong();
        }
        if (type instanceof Class<?> plain) {
            if (plain.isRecord()) {
                return recordShape(plain);
            }
            if (plain.isEnum()) {
                return new EnumShape(plain);
            }
            if (plain.isSealed()) {
                return familyShape(plain);
            }
        }
        throw unsupported(type);
    }

    private Shape deriveGeneric(ParameterizedType type) {
        var raw = (Class<?>) type.getRawType();
        Type[] arguments = type.getActualTypeArguments();
        if (raw == Optional.class) {
            return OptionalShape.of(shapeOf(arguments[0]));
        }
        if (raw == List.class) {
            return new ListShape(shapeOf(arguments[0]));
        }
        if (raw == SequencedMap.class) {
            return new MapShape(shapeOf(arguments[0]), shapeOf(arguments[1]));
        }
        throw unsupported(type);
    }

    private RecordShape recordShape(Class<?> type) {
        return new RecordShape(
                RecordType.of(type), inSealedFamily(type) ? Optional.of(type.getSimpleName()) : Optional.empty(), this);
    }

    private static boolean inSealedFamily(Class<?> type) {
        for (Class<?> parent : type.getInterfaces()) {
            if (parent.isSealed()) {
                return true;
            }
        }
        return false;
    }

    private FamilyShape familyShape(Class<?> family) {
        var members = new LinkedHashMap<String, RecordShape>();
        collect(family, members);
        return new FamilyShape(family.getSimpleName(), Collections.unmodifiableSequencedMap(members), this);
    }

    private void collect(Class<?> family, Map<String, RecordShape> members) {
        for (Class<?> member : family.getPermittedSubclasses()) {
            if (member.isSealed()) {
                collect(member, members);
            } else if (!member.isRecord()) {
                throw unsupported(member);
            } else {
                RecordShape other = members.put(member.getSimpleName(), recordShape(member));
                if (other != null) {
                    throw new IllegalArgumentException("two members of " + family + " are called " + member);
                }
            }
        }
    }

    private static IllegalArgumentException unsupported(Type type) {
        return new IllegalArgumentException("values of " + type.getTypeName()
                + " cannot be written: use records, sealed interfaces of records, enums, List, SequencedMap, Optional,"
                + " String, int, long, double, boolean, Instant, Duration");
    }
}
