package crm.formats.values;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.SequencedMap;
import java.util.stream.Stream;

/** Random values of any type that records are made of, from their declarations alone, so that new types need no code. */
public final class RandomValues {

    private static final List<String> AWKWARD = List.of(
            "", " ", "\"quoted\"", "back\\slash", "new\nline", "\u0000", "größe", "\uD83D\uDDA8", "{\"@type\":\"x\"}");

    private final Random random;

    public RandomValues(long seed) {
        random = new Random(seed);
    }

    /** A value of this type; nested no deeper than about the given depth. */
    public Object value(Type type, int depth) {
        if (type instanceof ParameterizedType generic) {
            return generic(generic, depth);
        }
        var plain = (Class<?>) type;
        if (plain.isSealed()) {
            List<Class<?>> members = members(plain).toList();
            return value(members.get(random.nextInt(members.size())), depth);
        }
        if (plain.isRecord()) {
            return record(plain, depth);
        }
        if (plain.isEnum()) {
            Object[] constants = plain.getEnumConstants();
            return constants[random.nextInt(constants.length)];
        }
        return scalar(plain);
    }

    private Object scalar(Class<?> type) {
        if (type == String.class) {
            return random.nextInt(4) == 0
                    ? AWKWARD.get(random.nextInt(AWKWARD.size()))
                    : Integer.toString(random.nextInt(1_000_000), 36);
        }
        if (type == int.class || type == Integer.class) {
            return random.nextBoolean() ? random.nextInt(1000) : random.nextInt();
        }
        if (type == long.class || type == Long.class) {
            return random.nextLong();
        }
        if (type == boolean.class || type == Boolean.class) {
            return random.nextBoolean();
        }
        if (type == double.class || type == Double.class) {
            return random.nextGaussian() * 1e6;
        }
        if (type == Instant.class) {
            return Instant.ofEpochSecond(random.nextLong(4_000_000_000L), random.nextInt(1_000_000_000));
        }
        if (type == Duration.class) {
            return Duration.ofSeconds(random.nextInt(100_000), random.nextInt(1_000_000_000));
        }
        if (type == OptionalInt.class) {
            return random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt());
        }
        if (type == OptionalLong.class) {
            return random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(random.nextLong());
        }
        throw new IllegalArgumentException("no random values for " + type);
    }

    private Object generic(ParameterizedType type, int depth) {
        Type[] arguments = type.getActualTypeArguments();
        if (type.getRawType() == Optional.class) {
            return depth <= 0 || random.nextBoolean() ? Optional.empty() : Optional.of(value(arguments[0], depth - 1));
        }
        int size = depth <= 0 ? 0 : random.nextInt(3);
        if (type.getRawType() == List.class) {
            var list = new ArrayList<Object>();
            for (int i = 0; i < size; i++) {
                list.add(value(arguments[0], depth - 1));
            }
            return List.copyOf(list);
        }
        if (type.getRawType() == SequencedMap.class) {
            var map = new LinkedHashMap<Object, Object>();
            for (int i = 0; i < size; i++) {
                map.put(value(arguments[0], depth - 1), value(arguments[1], depth - 1));
            }
            return map;
        }
        throw new IllegalArgumentException("no random values for " + type);
    }

    /** What a constructor refuses is tried again with other components. */
    private Object record(Class<?> type, int depth) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        InvocationTargetException refusal = null;
        for (int attempt = 0; attempt < 200; attempt++) {
            try {
                Constructor<?> constructor = type.getDeclaredConstructor(types);
                constructor.setAccessible(true);
                return constructor.newInstance(Arrays.stream(components)
                        .map(c -> value(c.getGenericType(), depth - 1))
                        .toArray());
            } catch (InvocationTargetException e) {
                refusal = e;
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new IllegalStateException("no acceptable " + type, refusal);
    }

    /** Every record of a sealed family. */
    public static Stream<Class<?>> members(Class<?> family) {
        return Arrays.stream(family.getPermittedSubclasses())
                .flatMap(member -> member.isSealed() ? members(member) : Stream.of(member));
    }
}
